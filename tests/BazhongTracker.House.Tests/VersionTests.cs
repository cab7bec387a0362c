using System.Text.RegularExpressions;
using BazhongTracker.Web.Startup;
using Xunit;

namespace BazhongTracker.House.Tests;

public sealed class VersionTests
{
    [Fact]
    public void The_version_is_written_once_and_heads_the_changes()
    {
        var written = Checkout.Files(".", ".props", ".csproj")
            .SelectMany(f => Regex.Matches(f.Text, "<(?:Version|VersionPrefix|AssemblyVersion)>(.*?)</")).ToList();
        var changes = File.ReadAllText(Path.Combine(Checkout.Root, "CHANGELOG.md"));

        Assert.Equal(Product.Version, Assert.Single(written).Groups[1].Value);
        Assert.Equal(Product.Version, Regex.Match(changes, @"^## \[(\d.*?)\] - \d{4}-\d\d-\d\d$", RegexOptions.Multiline).Groups[1].Value);
    }
}
