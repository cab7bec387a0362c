using System.Text.RegularExpressions;
using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Web.Startup.Settings;
using Xunit;

namespace BazhongTracker.House.Tests;

public class HouseTests
{
    private static readonly System.Reflection.Assembly[] Ours = [typeof(RuleViolation).Assembly, typeof(TrackerDbContext).Assembly, typeof(DatabaseSettings).Assembly];

    private static void AssertNone(IEnumerable<string> offenders) => Assert.Empty(offenders.Distinct());

    [Fact]
    public void Domain_references_nothing_but_the_framework()
    {
        AssertNone(typeof(RuleViolation).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => !n.StartsWith("System.", StringComparison.Ordinal) || n.StartsWith("System.Net", StringComparison.Ordinal) || n == "System.Linq.Queryable"));
        Assert.DoesNotMatch("(Package|Project)Reference", File.ReadAllText(Path.Combine(Checkout.Root, "src/BazhongTracker.Domain/BazhongTracker.Domain.csproj")));
    }

    [Fact]
    public void Data_knows_no_web() =>
        AssertNone(typeof(TrackerDbContext).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => n.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) && !n.StartsWith("Microsoft.AspNetCore.Identity", StringComparison.Ordinal)
                || n == "BazhongTracker.Web"));

    [Fact]
    public void One_feature_never_names_another() =>
        AssertNone(from file in Checkout.Files("src/BazhongTracker.Web/Features", ".cs", ".razor")
                   let own = file.Path.Split(Path.DirectorySeparatorChar)[3]
                   from Match named in Regex.Matches(file.Text, @"Features\.(\w+)")
                   where named.Groups[1].Value != own
                   select $"{file.Path} names {named.Value}");

    [Fact]
    public void No_page_touches_the_database() =>
        AssertNone(Checkout.Files("src/BazhongTracker.Web", ".razor")
            .Where(f => Regex.IsMatch(f.Text, "DbContext|EntityFrameworkCore")).Select(f => f.Path));

    [Fact]
    public void No_job_calculates() =>
        AssertNone(Checkout.Files("src/BazhongTracker.Web/Jobs", ".cs")
            .Where(f => Regex.IsMatch(f.Text, @"DbContext|Domain\.(Progress|Targets|Reporting)|Assess")).Select(f => f.Path));

    [Fact]
    public void No_type_is_named_for_what_it_is_not() =>
        AssertNone(Ours.SelectMany(a => a.GetTypes()).Select(t => t.Name)
            .Where(n => !n.Contains('<', StringComparison.Ordinal) && Regex.IsMatch(n, "(Manager|Helper|Utils?|Service|Dto)$")));

    [Fact]
    public void No_interface_comes_before_its_second_implementation()
    {
        var types = Ours.SelectMany(a => a.GetTypes()).ToList();
        AssertNone(types.Where(t => t.IsInterface && types.Count(c => c.IsClass && t.IsAssignableFrom(c)) < 2).Select(t => t.FullName!));
    }

    [Fact]
    public void Nobody_reads_the_wall_clock() =>
        AssertNone(Checkout.Files("src", ".cs", ".razor").Where(f => Regex.IsMatch(f.Text, @"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b")).Select(f => f.Path));

    [Fact]
    public void The_advertisement_stands_nowhere_but_in_the_text_as_received()
    {
        var word = new string([(char)0x51EF, (char)0x53D1]);
        AssertNone(new[] { "src", "tests", "docs", "seeds", "eng" }
            .SelectMany(folder => Checkout.Files(folder, ".cs", ".razor", ".md", ".json", ".txt", ".resx", ".css", ".js", ".csv"))
            .Where(f => f.Text.Contains(word, StringComparison.Ordinal) && Path.GetFileName(f.Path) != "decision.txt").Select(f => f.Path));
    }

    [Fact]
    public void No_page_calls_out_to_the_internet() =>
        AssertNone(Checkout.Files("src/BazhongTracker.Web", ".razor", ".css", ".js", ".html")
            .Where(f => Regex.IsMatch(f.Text, @"(src|href|url|import)\W{0,3}(https?:)?//")).Select(f => f.Path));

    [Fact]
    public void No_link_of_a_page_begins_at_the_root_of_the_host() =>
        AssertNone(Checkout.Files("src/BazhongTracker.Web", ".razor", ".js", ".css", ".cs").Where(f => !f.Path.Contains("wwwroot/lib", StringComparison.Ordinal))
            .SelectMany(f => f.Text.Split('\n').Where(line => FromTheRoot(f.Path, line)).Select(line => $"{f.Path}: {line.Trim()}")));

    // What is below the path of a program that shares its host is found from the base of the page; redirects of endpoints name PathBase, local ones "~/".
    private static bool FromTheRoot(string path, string line) => Path.GetExtension(path) switch
    {
        ".razor" => Regex.IsMatch(line, """["'(`]/([A-Za-z{@]|")""") && !Regex.IsMatch(line, """^@page|"/" \+ Navigation\.ToBaseRelativePath|\$"\{Http\.Request\.PathBase\}/"|const string FormAddress|StartsWith\(place\.Href \+ "/",""")
            || Regex.IsMatch(line, """(href|action|src)="/"""),
        ".cs" => Regex.IsMatch(line, """(NavigateTo|Redirect)\(\$?"/|Href\b.*=>? .*\$?"/|(href|action|src)=\\?"/|new\("/[a-z]"""),
        _ => Regex.IsMatch(line, """["'`(]/[A-Za-z$]"""),
    };

    [Fact]
    public void Every_setting_is_documented()
    {
        var documented = File.ReadAllText(Path.Combine(Checkout.Root, "docs/configuration.md"));
        var settings = typeof(DatabaseSettings).Assembly.GetTypes().Where(t => t.Namespace == typeof(DatabaseSettings).Namespace && t.Name.EndsWith("Settings", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(settings);
        AssertNone(from type in settings
                   from property in type.GetProperties()
                   where property.SetMethod is not null
                   let key = $"{type.Name.Replace("Settings", "", StringComparison.Ordinal)}:{property.Name}"
                   where !Regex.IsMatch(documented, $@"`(\w+:)?{key}`")
                   select key);
        // The choices left to the owner are a type of the method.
        AssertNone(typeof(Domain.Progress.MethodSettings).GetProperties().Where(p => p.SetMethod is not null).Select(p => p.Name).Concat(["Version", "ChangedBy", "Why"])
            .Select(name => $"`Method:{name}`").Where(key => !documented.Contains(key, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_readme_has_exactly_two_commands() =>
        Assert.Equal(2, Regex.Count(File.ReadAllText(Path.Combine(Checkout.Root, "README.md")), "^```$", RegexOptions.Multiline) / 2);

    [Fact]
    public void A_page_over_250_lines_wants_children() =>
        AssertNone(Checkout.Files("src", ".razor").Where(f => f.Text.Split('\n').Length > 250).Select(f => f.Path));
}
