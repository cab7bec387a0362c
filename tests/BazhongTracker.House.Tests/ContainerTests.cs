using System.Text.RegularExpressions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace BazhongTracker.House.Tests;

public class ContainerTests
{
    private static readonly YamlMappingNode Compose = Read();
    private static readonly string[] Image = File.ReadAllLines(Path.Combine(Checkout.Root, "Dockerfile"));

    private static YamlMappingNode Read()
    {
        using var text = File.OpenText(Path.Combine(Checkout.Root, "docker-compose.yml"));
        var yaml = new YamlStream();
        yaml.Load(text);
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static YamlMappingNode Under(YamlMappingNode node, string key) => (YamlMappingNode)node.Children[key];

    private static List<string> Words(YamlMappingNode node, string key) =>
        [.. ((YamlSequenceNode)node.Children[key]).Select(n => ((YamlScalarNode)n).Value!)];

    private static IEnumerable<YamlMappingNode> Services => Under(Compose, "services").Children.Values.Cast<YamlMappingNode>();

    private static List<string> Names(string key) => [.. Under(Compose, key).Children.Keys.Select(k => ((YamlScalarNode)k).Value!)];

    [Fact]
    public void The_program_and_its_database_start_with_health_checks_and_in_order()
    {
        Assert.Equal(["db", "web"], Names("services").Order(StringComparer.Ordinal));
        Assert.All(Services, s => Assert.NotEmpty(Words(Under(s, "healthcheck"), "test")));
        Assert.Equal("service_healthy", Under(Under(Under(Under(Compose, "services"), "web"), "depends_on"), "db").Children["condition"].ToString());
        var postgres = Regex.Match(Under(Under(Compose, "services"), "db").Children["image"].ToString(), "^postgres:([0-9]+)");
        Assert.True(int.Parse(postgres.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) >= 16);
    }

    [Fact]
    public void Passwords_come_from_files_alone_and_what_is_kept_stands_in_named_volumes()
    {
        foreach (var (key, value) in Services.SelectMany(s => Under(s, "environment").Children).Select(pair => (pair.Key.ToString(), pair.Value.ToString())))
        {
            if (key.EndsWith("File", StringComparison.OrdinalIgnoreCase))
            {
                Assert.StartsWith("/run/secrets/", value, StringComparison.Ordinal);
            }
            else
            {
                Assert.DoesNotContain("password", key + value, StringComparison.OrdinalIgnoreCase);
            }
        }

        Assert.All(Services, s => Assert.Subset(Names("secrets").ToHashSet(), Words(s, "secrets").ToHashSet()));
        Assert.All(Under(Compose, "secrets").Children.Values, s => Assert.StartsWith("./secrets/", ((YamlMappingNode)s).Children["file"].ToString(), StringComparison.Ordinal));
        Assert.All(Services, s => Assert.Subset(Names("volumes").ToHashSet(), Words(s, "volumes").Select(v => v.Split(':')[0]).ToHashSet()));
        Assert.Contains("secrets/", File.ReadAllLines(Path.Combine(Checkout.Root, ".gitignore")));
    }

    [Fact]
    public void The_program_runs_without_rights_on_a_file_system_it_cannot_write()
    {
        var web = Under(Under(Compose, "services"), "web");

        Assert.Equal("true", web.Children["read_only"].ToString());
        Assert.Contains("ALL", Words(web, "cap_drop"));
        Assert.Contains("USER $APP_UID", Image);
        Assert.Contains("EXPOSE 8080", Image);
        Assert.Equal(2, Image.Count(line => Regex.IsMatch(line, @"^FROM .*/(sdk|aspnet):10\.0")));
        Assert.True(Array.IndexOf(Image, "USER $APP_UID") > Array.FindLastIndex(Image, line => line.StartsWith("RUN", StringComparison.Ordinal)));
    }

    [Fact]
    public void Everything_the_image_copies_is_there()
    {
        var copied = Image.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1]);

        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(Checkout.Root, path)), path));
    }
}
