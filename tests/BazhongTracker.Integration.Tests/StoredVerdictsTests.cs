using System.Text.RegularExpressions;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Shared.Verdicts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>The verdicts that a first start stores, by what was seeded.</summary>
public sealed partial class StoredVerdictsTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestDatabase database = new();

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task In_a_demonstration_every_target_with_a_number_or_a_stage_has_its_verdict_for_every_quarter()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await Seed.Decision(db, None);
        await Seed.Demo(db, database.Clock.GetUtcNow().UtcDateTime, database.Clock.Today(), None);
        await database.Recompute.WithHistory(None);

        var targets = await db.Targets.Where(t => !t.IsParent && t.Versions.Any(v => v.Class != TargetClass.Qualitative)).Select(t => t.Id).ToListAsync(None);
        var days = Enumerable.Range(0, 20).Select(n => new Quarter(2021, 4).Plus(n).LastDay).ToList();
        var stored = await db.Assessments.AsNoTracking().Where(a => a.IsShown && days.Contains(a.AsOf)).Select(a => new { a.TargetId, a.AsOf }).ToListAsync(None);

        Assert.Equal((131, new DateOnly(2026, 9, 30)), (targets.Count, days[^1]));
        Assert.Empty(targets.SelectMany(id => days.Select(day => new { TargetId = id, AsOf = day })).Except(stored));
    }

    [Fact]
    public async Task The_table_of_published_verdicts_says_of_every_target_what_the_program_says()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await Seed.Decision(db, None);
        await Seed.Published(db, database.Clock.GetUtcNow().UtcDateTime, None);
        var codes = await db.Targets.AsNoTracking().ToDictionaryAsync(t => t.Id, t => t.Code, None);
        var before = await db.VerdictsOn(new DateOnly(2025, 12, 31), None);
        var now = await db.VerdictsOn(new DateOnly(2026, 11, 25), None);

        var judged = codes.Select(t => (t.Value, AssessResult.Label(before[t.Key].Status), AssessResult.Label(now[t.Key].Status))).Order();

        Assert.Equal(judged, Told().Order());
    }

    private static IEnumerable<(string Code, string Before, string Now)> Told()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BazhongTracker.sln")))
        {
            folder = folder.Parent!;
        }

        foreach (var line in File.ReadLines(Path.Combine(folder.FullName, "docs/verdicts-published.md")))
        {
            if (OneRow().IsMatch(line))
            {
                var cells = line.Split('|', StringSplitOptions.TrimEntries);
                yield return (cells[1], cells[3], cells[4]);
            }
            else if (OneList().Match(line) is { Success: true } list)
            {
                foreach (Match code in Code().Matches(list.Groups[3].Value))
                {
                    yield return (code.Value, list.Groups[1].Value, list.Groups[2].Value);
                }
            }
        }
    }

    [GeneratedRegex(@"\b\d\d-P?\d+\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\| \d\d-")]
    private static partial Regex OneRow();

    [GeneratedRegex(@"^- \*\*(\w+) → (\w+)\*\* \(\d+\): (.+)$")]
    private static partial Regex OneList();
}
