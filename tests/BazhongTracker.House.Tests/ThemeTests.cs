using System.Globalization;
using System.Text.RegularExpressions;
using BazhongTracker.Web.Shared.Layout;
using MudBlazor;
using Xunit;

namespace BazhongTracker.House.Tests;

/// <summary>One set of colours: the tokens of app.css. Section 2 of the design language is recomputed from them.</summary>
public partial class ThemeTests
{
    private static readonly string Sheet = File.ReadAllText(Path.Combine(Checkout.Root, "src/BazhongTracker.Web/wwwroot/app.css"));
    private static readonly Dictionary<string, string> Light = Tokens(@":root \{(.*?)\}");
    private static readonly Dictionary<string, string> Dark = Tokens(@"\[data-theme=dark\] \{(.*?)\}");

    /// <summary>Text needs 4.5, marks and borders 3.0; the lowest ratio of each row as the design language states it, light and dark.</summary>
    public static TheoryData<string, string[], double, double> Contrasts => new()
    {
        { "ink", ["surface", "bg", "sunken"], 13.2, 13.6 },
        { "ink2", ["surface", "bg", "sunken"], 7.2, 9.3 }, { "ink3", ["surface", "bg", "sunken"], 4.7, 6.3 },
        { "accent", ["surface"], 9.6, 8.5 }, { "accent-on", ["accent"], 9.7, 9.4 },
        { "ok", ["surface", "bg", "sunken", "ok-weak", "accent-weak"], 5.5, 6.8 },
        { "warn", ["surface", "bg", "sunken", "warn-weak", "accent-weak"], 5.3, 6.9 },
        { "bad", ["surface", "bg", "sunken", "bad-weak", "accent-weak"], 6.1, 6.1 }, { "mute", ["surface", "bg", "mute-weak", "accent-weak"], 4.9, 5.6 },
        { "ink2", ["b1", "b3", "b4"], 7.4, 7.5 }, { "demo", ["demo-bg"], 7.0, 9.7 },
        { "line2", ["surface", "bg", "sunken"], 3.4, 4.2 }, { "focus", ["surface"], 5.8, 9.4 },
        { "link", ["surface", "bg", "sunken", "accent-weak"], 4.5, 4.5 }, { "ink", ["mark", "accent-weak"], 4.5, 4.5 },
    };

    [Theory]
    [MemberData(nameof(Contrasts))]
    public void Every_pair_is_as_legible_as_the_design_language_says(string ink, string[] grounds, double light, double dark)
    {
        const double rounding = 0.051;
        Assert.All(grounds, ground => Assert.True(
            Contrast(Light[ink], Light[ground]) >= light - rounding, $"{ink} on {ground}, light: {Contrast(Light[ink], Light[ground]):0.00}"));
        Assert.All(grounds, ground => Assert.True(
            Contrast(Dark[ink], Dark[ground]) >= dark - rounding, $"{ink} on {ground}, dark: {Contrast(Dark[ink], Dark[ground]):0.00}"));
    }

    [Fact]
    public void Chosen_dark_and_the_dark_of_the_device_are_one()
    {
        Assert.Equal(Dark, Tokens(@":root:not\(\[data-theme\]\) \{(.*?)\}"));
        Assert.Equal(Colours(Light), Colours(Dark).Append("paper").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void MudBlazor_has_the_same_colours()
    {
        AssertSame(TrackerTheme.Theme.PaletteLight, Light);
        AssertSame(TrackerTheme.Theme.PaletteDark, Dark);
    }

    [Fact]
    public void No_colour_stands_outside_the_tokens() =>
        Assert.Empty(from file in Checkout.Files("src/BazhongTracker.Web", ".css", ".razor", ".cs", ".js")
                     where Path.GetFileName(file.Path) != "TrackerTheme.cs"
                         && !file.Path.StartsWith("src/BazhongTracker.Web/wwwroot/lib/", StringComparison.Ordinal)
                     from Match colour in Colour().Matches(Path.GetFileName(file.Path) == "app.css" ? Definition().Replace(file.Text, "") : file.Text)
                     select $"{file.Path}: {colour.Value}");

    private static void AssertSame(Palette palette, Dictionary<string, string> tokens)
    {
        var pairs = new (string Token, MudBlazor.Utilities.MudColor Colour)[]
        {
            ("accent", palette.Primary), ("accent-on", palette.PrimaryContrastText), ("ink2", palette.Secondary), ("focus", palette.Tertiary),
            ("focus", palette.Info),
            ("ok", palette.Success), ("warn", palette.Warning), ("bad", palette.Error), ("surface", palette.SuccessContrastText),
            ("surface", palette.WarningContrastText),
            ("surface", palette.ErrorContrastText), ("ink", palette.Dark), ("ink", palette.TextPrimary), ("ink2", palette.TextSecondary),
            ("ink3", palette.TextDisabled),
            ("ink2", palette.ActionDefault), ("ink3", palette.ActionDisabled), ("sunken", palette.ActionDisabledBackground), ("bg", palette.Background),
            ("sunken", palette.BackgroundGray), ("surface", palette.Surface), ("line", palette.LinesDefault), ("line", palette.Divider),
            ("line", palette.TableLines),
            ("line2", palette.LinesInputs), ("accent-weak", palette.TableHover), ("surface", palette.AppbarBackground), ("ink", palette.AppbarText),
            ("bg", palette.DrawerBackground), ("ink", palette.DrawerText), ("ink2", palette.DrawerIcon),
        };
        Assert.Equal(pairs.Select(p => (p.Token, tokens[p.Token].ToUpperInvariant())), pairs.Select(p => (p.Token, p.Colour.Value[..7].ToUpperInvariant())));
    }

    private static Dictionary<string, string> Tokens(string block) =>
        Token().Matches(Regex.Match(Sheet, block, RegexOptions.Singleline).Groups[1].Value).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    private static IEnumerable<string> Colours(Dictionary<string, string> tokens) =>
        tokens.Where(t => t.Value.StartsWith('#')).Select(t => t.Key).Order(StringComparer.Ordinal);

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Part(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Part(1) + 0.7152 * Part(3) + 0.0722 * Part(5);
    }

    [GeneratedRegex(@"--([a-z0-9-]+): ([^;]+);")]
    private static partial Regex Token();

    [GeneratedRegex(@"--[a-z0-9-]+: [^;]+;")]
    private static partial Regex Definition();

    [GeneratedRegex(@"(?<![&\w(""])#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b(?!-)|\b(?:rgba?|hsla?)\(")]
    private static partial Regex Colour();
}
