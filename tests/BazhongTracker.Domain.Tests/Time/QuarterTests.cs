using BazhongTracker.Domain.Time;
using Xunit;

namespace BazhongTracker.Domain.Tests.Time;

public class QuarterTests
{
    [Theory]
    [InlineData("2022Q4", 8092)]
    [InlineData("2020Q1", 8081)]
    public void Its_index_is_four_times_the_year_plus_the_quarter(string text, int index)
    {
        var quarter = Quarter.Parse(text);

        Assert.Equal(index, quarter.Index);
        Assert.Equal(quarter, Quarter.FromIndex(index));
        Assert.Equal(text, quarter.ToString());
    }

    [Theory]
    [InlineData("2026-07-13", "2026Q2")]
    [InlineData("2025-12-31", "2025Q4")]
    [InlineData("2026-01-01", "2025Q4")]
    public void The_last_ended_quarter_counts_its_own_last_day(string date, string expected) =>
        Assert.Equal(expected, Quarter.LastEnded(DateOnly.Parse(date, null)).ToString());

    [Theory]
    [InlineData("2023Q5")]
    [InlineData("2026Q5")]
    [InlineData("1899Q4")]
    [InlineData("2023")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("２０２３Q1")]
    public void What_is_no_quarter_is_not_read(string? text) => Assert.False(Quarter.TryParse(text, out _));

    [Fact]
    public void Exactly_one_period_is_open_on_every_day()
    {
        for (var day = new DateOnly(2021, 10, 1); day < new DateOnly(2027, 1, 1); day = day.AddDays(1))
        {
            var open = ReportingPeriod.OpenOn(day);

            Assert.True(open.IsOpenOn(day), $"{day:yyyy-MM-dd}: {open.Quarter}");
            Assert.False(new ReportingPeriod(open.Quarter.Plus(-1)).IsOpenOn(day));
            Assert.False(new ReportingPeriod(open.Quarter.Plus(1)).IsOpenOn(day));
        }
    }

    [Fact]
    public void A_day_that_began_is_that_day_also_when_Shanghai_had_summer_time()
    {
        Assert.Equal(new DateTime(1988, 6, 30, 15, 0, 0, DateTimeKind.Utc), BusinessDay.BeginOf(new DateOnly(1988, 7, 1)));
        for (var day = new DateOnly(1985, 1, 1); day < new DateOnly(1993, 1, 1); day = day.AddDays(1))
        {
            var begin = BusinessDay.BeginOf(day);
            Assert.Equal((day, day.AddDays(-1)), (BusinessDay.Of(begin), BusinessDay.Of(begin.AddTicks(-1))));
        }
    }

    [Fact]
    public void The_business_day_is_that_of_Shanghai() =>
        Assert.Equal(new DateOnly(2026, 1, 1), BusinessDay.Of(new DateTime(2025, 12, 31, 16, 0, 0, DateTimeKind.Utc)));
}
