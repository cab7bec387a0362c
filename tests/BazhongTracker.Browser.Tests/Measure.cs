namespace BazhongTracker.Browser.Tests;

/// <summary>What is measured on a page that is laid out, as sentences of what does not hold.</summary>
internal static class Measure
{
    /// <summary>Other letters than the house's: what fits only with one font does not fit.</summary>
    public const string OtherFonts =
        """
        font => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`:root, :root:lang(en), :root:lang(en) [lang=zh-CN] { --sans: ${font}; --song: ${font}; --fang: ${font}; }`);
          document.adoptedStyleSheets.push(sheet);
        }
        """;

    /// <summary>
    /// Nothing sticks out sideways, and no text of more than a label breaks in a box that is narrower than eight characters (a Latin one is
    /// about half as wide as a Chinese one).
    /// </summary>
    public const string Layout =
        """
        () => {
          const out = [], root = document.documentElement;
          if (root.scrollWidth !== root.clientWidth) out.push(`${root.scrollWidth} px wide in ${root.clientWidth}`);
          const boxes = new Map(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let text = walker.nextNode(); text; text = walker.nextNode()) {
            if (!text.data.trim() || text.parentElement.closest('.visually-hidden, svg, script, style, template, select')) continue;
            let box = text.parentElement;
            while (getComputedStyle(box).display === 'inline') box = box.parentElement;
            boxes.set(box, [...boxes.get(box) ?? [], text]);
          }
          for (const [box, texts] of boxes) {
            const style = getComputedStyle(box), size = parseFloat(style.fontSize);
            const width = box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
            const words = texts.map(t => t.data.trim()).join(''), wide = [...words].filter(c => c > '\u2e80').length;
            const least = wide * 2 > words.length ? 8 : 4.5;
            if (wide + (words.length - wide) / 2 <= 8 || width >= least * size - 0.5
              || !box.checkVisibility({ visibilityProperty: true })) continue;
            const lines = new Set();
            for (const text of texts) {
              const range = document.createRange();
              range.selectNodeContents(text);
              for (const part of range.getClientRects()) if (part.width > 0) lines.add(Math.round((part.top + part.height / 2) / size));
            }
            if (lines.size > 1) out.push(`“${words.slice(0, 20)}” in ${Math.round(width)} px on ${lines.size} lines`);
          }
          return out.slice(0, 3);
        }
        """;
}
