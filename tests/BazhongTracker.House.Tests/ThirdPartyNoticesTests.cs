using System.Text.Json;
using Xunit;

namespace BazhongTracker.House.Tests;

/// <summary>What others wrote is named with its licence. <c>TRACKER_RECORD=1</c> writes the file anew.</summary>
public sealed class ThirdPartyNoticesTests
{
    private static readonly IReadOnlyList<ShippedPackage> Packages = ShippedPackage.ReadAll();

    [Fact]
    public void The_notices_are_those_of_the_packages_the_program_is_built_from()
    {
        var expected = ThirdPartyNotices.Compose(Packages);
        if (Environment.GetEnvironmentVariable("TRACKER_RECORD") is not null)
        {
            File.WriteAllText(ThirdPartyNotices.Written, expected);
            return;
        }

        var (written, due) = (File.ReadAllText(ThirdPartyNotices.Written).Split('\n'), expected.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(written.Length, due.Length))
            .FirstOrDefault(i => written.ElementAtOrDefault(i) != due.ElementAtOrDefault(i), -1);
        Assert.True(
            line < 0,
            $"THIRD-PARTY-NOTICES.md says \"{written.ElementAtOrDefault(line)}\" in line {line + 1}, the packages say "
            + $"\"{due.ElementAtOrDefault(line)}\". Run this test once with TRACKER_RECORD=1, read what changed, and commit the file.");
    }

    [Fact]
    public void Every_package_the_program_ships_has_a_free_licence()
    {
        Assert.NotEmpty(Packages);
        Assert.Equal([], Packages.Where(p => p.Free.Count == 0).Select(p =>
            $"{p.Title}: {p.Expression ?? (p.LicenceFile is null ? "it names no licence" : "its own licence")} is not known to be free; "
            + "free licences have their text in tests/BazhongTracker.House.Tests/data/licences"));
    }

    [Fact]
    public void What_only_builds_or_tests_is_not_named()
    {
        Assert.Contains("MudBlazor", Packages.Select(p => p.Id));
        Assert.Contains("Npgsql", Packages.Select(p => p.Id));
        Assert.DoesNotContain(Packages, p => p.Id.Contains("Analyzers", StringComparison.Ordinal)
            || p.Id.StartsWith("xunit", StringComparison.Ordinal)
            || p.Id is "Microsoft.EntityFrameworkCore.Design" or "CsCheck" or "Microsoft.Playwright");
    }

    [Fact]
    public void Every_script_kept_with_the_source_has_the_licences_of_all_it_is_made_of_beside_it()
    {
        Assert.NotEmpty(ThirdPartyNotices.VendoredFolders);
        Assert.All(ThirdPartyNotices.VendoredFolders, folder => Assert.True(File.Exists(Path.Combine(folder, "LICENSE")), folder));
        var charts = ThirdPartyNotices.VendoredFolders.Single(f => Path.GetFileName(f) == "echarts");
        Assert.All(ThirdPartyNotices.Bundled, part =>
            Assert.True(File.Exists(Path.Combine(charts, part.Name == "echarts" ? "LICENSE" : $"LICENSE-{part.Name}")), part.Name));
    }

    [Fact]
    public void The_notices_name_no_registry_and_no_folder_of_a_machine()
    {
        var notices = File.ReadAllText(ThirdPartyNotices.Written);
        using var assets = JsonDocument.Parse(File.ReadAllBytes(ShippedPackage.Assets));
        var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name);

        Assert.DoesNotMatch(ThirdPartyNotices.Registry(), notices);
        Assert.All(folders.Append(Checkout.Root), folder => Assert.DoesNotContain(folder, notices, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("MIT", "MIT")]
    [InlineData("MS-PL OR Apache-2.0", "Apache-2.0")]
    [InlineData("MIT AND Apache-2.0", "Apache-2.0 MIT")]
    [InlineData("GPL-3.0-only OR MIT", "MIT")]
    [InlineData("GPL-3.0-only", "")]
    [InlineData("MIT AND GPL-3.0-only", "")]
    [InlineData("LicenseRef-Commercial", "")]
    public void Of_several_licences_a_free_one_is_taken_and_none_where_one_that_is_not_free_holds_too(string expression, string taken) =>
        Assert.Equal(taken, string.Join(' ', Licences.FreeOf(expression)));

    [Fact]
    public void A_licence_file_is_known_by_its_words_whatever_its_lines()
    {
        Assert.Equal(["MIT"], Licences.FreeIn("The MIT License\n\nCopyright 2020 Somebody\n\n" + Licences.Text("MIT").Replace('\n', ' ')));
        Assert.Equal([], Licences.FreeIn("All rights reserved. You may not use this without paying."));
    }
}
