using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BazhongTracker.Web.Access;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>The description at /openapi/v1.json against the contract in docs/interfaces.md and against real answers.</summary>
public sealed class ApiDescriptionTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string Contract = File.ReadAllText(Path.Combine(Root(), "docs", "interfaces.md"));

    private static readonly string[] RowNames =
    [
        "code", "name", "name_en", "class", "kind", "comparator", "value", "unit", "measure", "frequency", "start", "due", "due_basis", "due_reason", "recurrence", "baseline", "initial",
        "limits", "seasonal", "path", "mode", "direction", "required_stage", "plan", "benchmarks", "members", "parent", "strength", "clause", "lead", "supporting", "area", "assessment",
    ];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BazhongTracker.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("BazhongTracker.sln not found above the tests");
        }

        return folder.FullName;
    }

    private Task<JsonNode> Description() => server.Json("/openapi/v1.json");

    private static JsonObject Shape(JsonNode description, string name) => description["components"]!["schemas"]![name]!["properties"]!.AsObject();

    [Fact]
    public async Task Every_path_of_the_contract_and_no_other_is_described()
    {
        var section = Contract[Contract.IndexOf("## Read API", StringComparison.Ordinal)..Contract.IndexOf("## Addresses of pages", StringComparison.Ordinal)];
        var promised = Regex.Matches(section, @"(?m)^\| (`[^|]+`) \|").SelectMany(row => Regex.Matches(row.Groups[1].Value, "`([^`?]+)")
            .Where(m => m.Groups[1].Value.Trim(' ', ',').Length > 0).Select(m => "/api/v1/" + m.Groups[1].Value)).Where(p => !p.EndsWith(", ", StringComparison.Ordinal));

        var paths = (await Description())["paths"]!.AsObject();

        Assert.Equal(promised.Order(StringComparer.Ordinal), paths.Select(p => p.Key).Order(StringComparer.Ordinal));
        Assert.All(paths, path =>
        {
            var get = Assert.Single(path.Value!.AsObject()).Value!;
            Assert.False(string.IsNullOrEmpty(get["summary"]?.GetValue<string>()));
            Assert.NotNull(get["responses"]!["200"]!["content"]!["application/json"]!["schema"]);
            Assert.NotNull(get["responses"]!["401"]);
            Assert.Equal(path.Key.Contains('{', StringComparison.Ordinal), get["responses"]!["404"] is not null);
            Assert.All(get["parameters"]?.AsArray() ?? [], p => Assert.False(string.IsNullOrEmpty(p!["description"]?.GetValue<string>())));
        });
        Assert.NotNull(paths["/api/v1/assessments"]!["get"]!["responses"]!["400"]);
    }

    [Fact]
    public async Task A_target_and_a_verdict_are_described_with_all_their_names()
    {
        var description = await Description();
        var promised = Regex.Match(Contract, @"An `assessment` always has `([a-z_ ]+)`").Groups[1].Value.Split(' ');

        Assert.Empty(promised.Except(Shape(description, "Assessment").Select(p => p.Key)));
        Assert.Empty(RowNames.Except(Shape(description, "Target").Select(p => p.Key)));
        foreach (var target in (await server.Json("/api/v1/targets")).AsArray())
        {
            Assert.Empty(target!.AsObject().Select(p => p.Key).Except(Shape(description, "Target").Select(p => p.Key)));
            Assert.Empty(promised.Except(target["assessment"]!.AsObject().Select(p => p.Key)));
        }
    }

    [Fact]
    public async Task The_key_is_described_as_a_way_in()
    {
        var description = await Description();

        var scheme = description["components"]!["securitySchemes"]!["api_key"]!;
        Assert.Equal(("apiKey", "header", ApiKeyAccess.Header), (scheme["type"]!.GetValue<string>(), scheme["in"]!.GetValue<string>(), scheme["name"]!.GetValue<string>()));
        Assert.Contains(description["security"]!.AsArray(), s => s!["api_key"] is not null);
    }
}
