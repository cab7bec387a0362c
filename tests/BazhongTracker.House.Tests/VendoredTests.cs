using System.Security.Cryptography;
using Xunit;

namespace BazhongTracker.House.Tests;

public sealed class VendoredTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "src", "BazhongTracker.Web", "wwwroot", "lib", "echarts");

    [Fact]
    public void The_chart_library_is_the_one_that_was_recorded()
    {
        var recorded = File.ReadAllText(Path.Combine(Folder, "echarts.min.js.sha256")).Split(' ')[0];

        Assert.Equal(recorded, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Folder, "echarts.min.js")))));
    }

    [Theory]
    [InlineData("LICENSE", "Apache License")]
    [InlineData("NOTICE", "Apache ECharts")]
    [InlineData("LICENSE-zrender", "BSD 3-Clause License")]
    [InlineData("LICENSE-d3", "Mike Bostock")]
    [InlineData("LICENSE-tslib", "Microsoft Corporation")]
    public void Its_licences_stand_beside_it(string file, string says) => Assert.Contains(says, File.ReadAllText(Path.Combine(Folder, file)), StringComparison.Ordinal);

    [Fact]
    public void It_makes_no_code_from_text()
    {
        var script = File.ReadAllText(Path.Combine(Folder, "echarts.min.js"));

        Assert.DoesNotContain("new Function", script, StringComparison.Ordinal);
        Assert.DoesNotContain("eval(", script, StringComparison.Ordinal);
    }
}
