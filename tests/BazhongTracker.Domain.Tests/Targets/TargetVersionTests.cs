using BazhongTracker.Domain.Targets;
using Xunit;

namespace BazhongTracker.Domain.Tests.Targets;

public class TargetVersionTests
{
    private static readonly DateOnly Adopted = new(2021, 7, 13);

    private static TargetVersion Version(int number, DateOnly effective, DateOnly approved, decimal value) =>
        new() { Number = number, EffectiveOn = effective, ApprovedOn = approved, Value = value };

    private static Target Promise(params TargetVersion[] later) => new()
    {
        Code = "06-08", Name = "目标", Quote = "目标", Versions = [Version(1, Adopted, Adopted, 700), .. later],
    };

    [Theory]
    [InlineData("2021-03-31", 700)]
    [InlineData("2024-12-31", 700)]
    [InlineData("2025-06-29", 700)]
    [InlineData("2025-06-30", 650)]
    public void A_day_before_the_approval_knows_the_text_alone_also_where_the_change_took_effect_earlier(string day, decimal value)
    {
        var target = Promise(Version(2, new DateOnly(2024, 1, 1), new DateOnly(2025, 6, 30), 650));

        Assert.Equal(value, target.On(DateOnly.Parse(day, null)).Value);
    }

    [Fact]
    public void What_is_approved_for_later_holds_from_its_effective_day()
    {
        var target = Promise(Version(2, new DateOnly(2026, 1, 1), new DateOnly(2025, 6, 30), 650));

        Assert.Equal((700, 650), (target.On(new DateOnly(2025, 12, 31)).Value, target.On(new DateOnly(2026, 1, 1)).Value));
    }

    [Fact]
    public void Of_several_the_one_approved_last_holds()
    {
        var target = Promise(
            Version(2, new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 10), 650), Version(3, new DateOnly(2023, 1, 1), new DateOnly(2025, 6, 30), 720));

        Assert.Equal(
            new decimal?[] { 700, 650, 720 },
            new[] { new DateOnly(2023, 6, 30), new DateOnly(2024, 6, 30), new DateOnly(2026, 1, 1) }.Select(day => target.On(day).Value));
    }

    [Fact]
    public void A_look_back_by_what_is_approved_by_now_ignores_the_day_of_the_approval()
    {
        var target = Promise(Version(2, new DateOnly(2024, 1, 1), new DateOnly(2025, 6, 30), 650));

        Assert.Equal(650, target.OnAsKnown(new DateOnly(2024, 6, 30), new DateOnly(2026, 1, 1)).Value);
        Assert.Equal(700, target.OnAsKnown(new DateOnly(2023, 12, 31), new DateOnly(2026, 1, 1)).Value);
        Assert.Equal(700, target.OnAsKnown(new DateOnly(2024, 6, 30), new DateOnly(2025, 6, 29)).Value);
    }

    [Fact]
    public void To_speak_of_one_day_changes_nothing_in_the_target_itself()
    {
        var target = Promise(Version(2, Adopted, new DateOnly(2025, 6, 30), 650));

        Assert.Equal((700, 650), (target.On(Adopted).Value, target.Value));
        Assert.Equal(Adopted, target.Since);
    }

    [Fact]
    public void A_target_read_without_its_versions_says_so() =>
        Assert.Contains("06-08", Assert.Throws<InvalidOperationException>(() => new Target { Code = "06-08", Name = "目标", Quote = "目标" }.Kind).Message,
            StringComparison.Ordinal);
}
