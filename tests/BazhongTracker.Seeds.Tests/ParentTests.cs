using System.Text.Json.Nodes;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Targets;
using Xunit;

namespace BazhongTracker.Seeds.Tests;

public class ParentTests
{
    private static readonly IReadOnlyList<Target> Targets = DecisionFolder.Main.ReadTargets();

    private static readonly Dictionary<string, List<string>> Members = Directory.EnumerateFiles(DecisionFolder.Main.Targets, "*.json")
        .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!.AsArray()).Where(row => row!["members"] is not null)
        .ToDictionary(row => (string)row!["code"]!, row => row!["members"]!.AsArray().Select(m => m!.GetValue<string>()).ToList());

    private static List<string> MembersOf(Target parent) => Members[parent.Code];

    [Fact]
    public void Every_member_exists_and_names_its_parent() =>
        Assert.All(Targets.Where(t => t.IsParent), parent =>
            Assert.All(MembersOf(parent), code => Assert.Equal(parent.Code, Targets.Single(t => t.Code == code).ParentCode)));

    [Fact]
    public void Every_target_with_a_parent_is_among_its_members() =>
        Assert.All(Targets.Where(t => t.ParentCode is not null), t => Assert.Contains(t.Code, MembersOf(Targets.Single(p => p.Code == t.ParentCode))));

    [Fact]
    public void The_words_of_a_member_stand_within_those_of_its_parent() =>
        Assert.All(Targets.Where(t => t.ParentCode is not null), t =>
        {
            var parent = Targets.Single(p => p.Code == t.ParentCode);
            Assert.InRange(t.QuoteStart, parent.QuoteStart, parent.QuoteStart + parent.QuoteLength - t.QuoteLength);
            Assert.Equal((parent.Due, parent.DueBasis), (t.Due, t.DueBasis));
        });

    [Fact]
    public void A_parent_is_known_by_its_code_and_is_nobodys_member() =>
        Assert.All(Targets, t =>
        {
            Assert.Equal(t.IsParent, t.Code[3] == 'P');
            Assert.False(t.IsParent && t.ParentCode is not null, t.Code);
        });

    [Theory]
    [InlineData("05-P1", "05-01", "05-02")]
    [InlineData("06-P1", "06-01", "06-02")]
    public void A_double_promise_has_two_legs(string parent, string counties, string city) =>
        Assert.Equal([counties, city], MembersOf(Targets.Single(t => t.Code == parent)));
}
