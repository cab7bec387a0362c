using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Shared.Verdicts;
using BazhongTracker.Web.Startup;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Each test has a database of its own with the catalogue and the public figures. Of 城镇化率 (12-38) R is 0.895 at the end of 2025, and a robust forecast says 49.6 of 50.</summary>
public sealed class MethodChangeTests : IAsyncLifetime
{
    private const string Code = "12-38";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Closed = new(2025, 12, 31);
    private static readonly MethodSettings Lenient = new() { OnR = 0.85m, OnAf = 1.9m };
    private readonly TestDatabase database = new();
    private Target target = null!;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.SeedPublished();
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        target = await db.Targets.AsNoTracking().SingleAsync(t => t.Code == Code, None);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private RecomputeProgress Recompute => database.Recompute;

    private ServiceProvider Started(MethodSettings settings, string? version = null, string? by = null, string? why = null) => new ServiceCollection()
        .AddSingleton(new MethodSection(settings, version, by, why)).AddSingleton(database.Contexts).AddSingleton<TimeProvider>(database.Clock).AddSingleton(Recompute).BuildServiceProvider();

    private Task<JobRun?> Start(MethodSettings settings, string? version = null, string? by = null, string? why = null) =>
        Started(settings, version, by, why).RecordMethodAndJudge(None);

    private async Task<(ProgressStatus Status, string Method)> Read(DateOnly? asOf)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var verdict = (await db.VerdictsOn(asOf, None))[target.Id];
        return (verdict.Status, verdict.MethodVersion);
    }

    [Fact]
    public async Task The_defaults_are_recorded_once_as_version_2_by_the_system()
    {
        Assert.False(await Started(MethodSettings.Default).RecordMethod(None));
        Assert.False(await Started(MethodSettings.Default, "3", "张", "无改动").RecordMethod(None));

        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var only = await db.MethodVersions.AsNoTracking().SingleAsync(None);
        Assert.Equal(("2", "系统", database.Clock.GetUtcNow().UtcDateTime), (only.Version, only.By, only.FromUtc));
    }

    [Fact]
    public async Task A_new_edition_of_the_method_judges_today_anew_and_what_was_stored_by_the_former_stays_readable()
    {
        await Start(MethodSettings.Default);
        await using (var db = await database.Contexts.CreateDbContextAsync(None))
        {
            await db.MethodVersions.ExecuteUpdateAsync(v => v.SetProperty(m => m.Version, "1"), None);
            await db.Assessments.ExecuteUpdateAsync(a => a.SetProperty(v => v.MethodVersion, "1"), None);
        }

        var run = await Start(MethodSettings.Default);

        Assert.Equal("method", run!.Trigger);
        Assert.Equal("2", (await Read(null)).Method);
        Assert.Equal((ProgressStatus.Behind, "1"), await Read(Closed));
        Assert.Null(await Start(MethodSettings.Default));
    }

    [Fact]
    public async Task The_choices_of_the_owner_go_on_under_a_new_edition()
    {
        await Start(Lenient, "从宽", "张三", "常委会定");
        await using (var db = await database.Contexts.CreateDbContextAsync(None))
        {
            await db.MethodVersions.Where(v => v.Version == "2").ExecuteUpdateAsync(v => v.SetProperty(m => m.Version, "1"), None);
        }

        await Start(Lenient, "从宽", "张三", "常委会定");

        Assert.Equal((ProgressStatus.AtRisk, "从宽"), await Read(Closed));
        Assert.Equal("从宽·2", (await Read(null)).Method);
    }

    [Fact]
    public async Task A_change_without_a_name_a_person_and_a_reason_is_refused_and_nothing_is_recorded()
    {
        await Start(MethodSettings.Default);

        var refusal = await Assert.ThrowsAsync<ConfigurationRefused>(() => Start(Lenient, "3", "张三"));

        Assert.Equal(
            "The settings in section Method differ from version 2 of the method, which is in force (OnR, OnAf): "
            + "set Method:Version to a new name, Method:ChangedBy and Method:Why, or take the change back.",
            refusal.Message);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(1, await db.MethodVersions.CountAsync(None));
        Assert.Equal("2", (await Read(null)).Method);
    }

    [Fact]
    public async Task A_name_that_stands_for_other_settings_and_a_binding_target_that_is_not_there_are_refused()
    {
        await Start(MethodSettings.Default);

        Assert.StartsWith("Version 2 of the method is recorded with other settings",
            (await Assert.ThrowsAsync<ConfigurationRefused>(() => Start(Lenient, "2", "张三", "试"))).Message, StringComparison.Ordinal);
        Assert.Equal("Method:Binding names 99-99, which is no target.", (await Assert.ThrowsAsync<ConfigurationRefused>(
            () => Start(new MethodSettings { Binding = ["99-99"] }, "3", "张三", "试"))).Message);
    }

    [Fact]
    public async Task Verdicts_from_the_day_of_the_change_on_are_given_by_the_new_version_and_earlier_days_keep_theirs()
    {
        await Start(MethodSettings.Default);
        var day = database.Clock.Today();
        database.Clock.Advance(TimeSpan.FromDays(2));

        var run = await Start(Lenient, "3", "张三", "常委会定");

        Assert.Equal("method", run!.Trigger);
        Assert.Equal("3", (await Read(null)).Method);
        Assert.Equal((ProgressStatus.Behind, "2"), await Read(Closed));
        Assert.Equal("2", (await Read(day)).Method);
        Assert.Equal((ProgressStatus.AtRisk, "3"), await Read(new DateOnly(2025, 11, 15)));
        await Recompute.Nightly(None);
        await Recompute.WithHistory(None);
        Assert.Equal((ProgressStatus.Behind, "2"), await Read(Closed));

        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.False(await db.Assessments.AnyAsync(a => a.MethodVersion == "3" && a.AsOf <= day, None));
        var audit = await db.Audit.SingleAsync(a => a.OperationId == "method:3", None);
        Assert.Equal(("method", "张三", "version 3: 常委会定"), (audit.Action, audit.DisplayName, audit.Subject));
        Assert.Contains("\"OnR\":0.85", audit.NewValue, StringComparison.Ordinal);
        Assert.Contains("\"OnR\":0.95", audit.OldValue, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_past_day_judged_by_a_new_version_keeps_both_and_shows_the_first()
    {
        await Start(MethodSettings.Default);
        await Start(Lenient, "3", "张三", "常委会定");

        await Recompute.Now(Actor.System, Closed, "past", None);

        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var both = await db.Assessments.AsNoTracking().Where(a => a.TargetId == target.Id && a.AsOf == Closed).OrderBy(a => a.MethodVersion).ToListAsync(None);
        Assert.Equal([("2", ProgressStatus.Behind, true), ("3", ProgressStatus.AtRisk, false)],
            both.Select(a => (a.MethodVersion, a.Status, a.IsShown)));
        Assert.Equal((ProgressStatus.Behind, "2"), await Read(Closed));
    }

    [Fact]
    public async Task On_the_day_of_the_change_itself_the_new_version_takes_the_place_of_the_old()
    {
        await Start(MethodSettings.Default);
        await Start(Lenient, "3", "张三", "常委会定");

        Assert.Equal("3", (await Read(null)).Method);
        Assert.Equal("3", (await Read(database.Clock.Today())).Method);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(2, await db.Assessments.CountAsync(a => a.TargetId == target.Id && a.AsOf == database.Clock.Today(), None));

        await Start(MethodSettings.Default, "4", "李四", "改回");
        Assert.Equal("4", (await Read(null)).Method);
    }

    [Fact]
    public async Task A_new_database_with_choices_of_its_own_is_judged_by_them_from_the_start()
    {
        await Start(Lenient, "试行", "张三", "常委会定");

        Assert.Equal((ProgressStatus.AtRisk, "试行"), await Read(Closed));
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.False(await db.Assessments.AnyAsync(a => a.MethodVersion == "2", None));
    }

    [Fact]
    public async Task A_binding_target_is_on_track_only_from_its_full_share_and_the_verdict_tells_the_line_it_was_given_by()
    {
        await Start(new MethodSettings { OnR = 0.85m, OnAf = 1.9m, Binding = [Code] }, "3", "张三", "约束性指标从严");

        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var verdict = (await db.VerdictsOn(Closed, None))[target.Id];
        Assert.Equal(ProgressStatus.Behind, verdict.Status);
        Assert.Equal(1m, verdict.Working.Rule.OnR);
        Assert.Contains("低于正常所需的100%", string.Concat(Speech.In("zh-CN", () => Speech.Of<Web.Text.Why>().Sentences(target, verdict.Status, verdict.Working, Closed))), StringComparison.Ordinal);
    }
}
