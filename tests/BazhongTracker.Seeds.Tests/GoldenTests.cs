using System.Text;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Targets;
using Xunit;

namespace BazhongTracker.Seeds.Tests;

public class GoldenTests
{
    private static readonly List<Target> Counted = [.. DecisionFolder.Main.ReadTargets().Where(t => !t.IsParent)];

    /// <summary>Whoever adds or drops a row changes Catalogue.golden.txt in the same commit, for others to see.</summary>
    [Fact]
    public void The_sums_by_item_and_class_are_those_agreed() =>
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Catalogue.golden.txt")), Sums());

    [Fact]
    public void Numbers_and_milestones_are_not_lost()
    {
        Assert.True(Counted.Count(t => t.Class == TargetClass.Quantitative) >= 42);
        Assert.True(Counted.Count(t => t.Class == TargetClass.Milestone) >= 46);
    }

    private static string Sums()
    {
        var sums = new StringBuilder("item quantitative milestone qualitative total\n");
        foreach (var item in Counted.GroupBy(t => t.Item).OrderBy(g => g.Key))
        {
            sums.Append(Line($"{item.Key:00}", [.. item]));
        }

        return sums.Append(Line("all", Counted)).ToString();
    }

    private static string Line(string name, List<Target> targets)
    {
        int Count(TargetClass kind) => targets.Count(t => t.Class == kind);
        return FormattableString.Invariant(
            $"{name,-4} {Count(TargetClass.Quantitative),12} {Count(TargetClass.Milestone),9} {Count(TargetClass.Qualitative),11} {targets.Count,5}\n");
    }
}
