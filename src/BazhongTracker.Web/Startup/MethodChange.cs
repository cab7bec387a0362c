using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Startup;

/// <summary>A change of the owner's choices is a new version of the method, recorded with who and why before anything is judged by it.</summary>
internal static class MethodChange
{
    private const string Defaults = "方法说明的默认值";
    private const int LongestName = 40;

    /// <summary>Records what the settings say, or refuses to go on.</summary>
    /// <returns>Whether a change was recorded; the defaults of a new database are none.</returns>
    /// <exception cref="ConfigurationRefused">The settings differ from the version in force and do not name a new one, or name a target that is not there.</exception>
    public static async Task<bool> RecordMethod(this IServiceProvider services, CancellationToken cancellation = default)
    {
        var section = services.GetRequiredService<MethodSection>();
        var contexts = services.GetRequiredService<IDbContextFactory<TrackerDbContext>>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        try
        {
            return await Record(contexts, section, now, cancellation);
        }
        catch (DbUpdateException)
        {
            // Another instance was quicker; what it wrote is looked at like any other.
            return await Record(contexts, section, now, cancellation);
        }
    }

    /// <summary>After the method is recorded: the verdicts that are due, of all closed quarters after seeding, of today after a change of the method.</summary>
    /// <returns>Null when nothing was due.</returns>
    public static async Task<JobRun?> RecordMethodAndJudge(this IServiceProvider services, CancellationToken cancellation = default)
    {
        var changed = await services.RecordMethod(cancellation);
        var recompute = services.GetRequiredService<RecomputeProgress>();
        return await recompute.WithHistoryWhereDue(cancellation) ?? (changed ? await recompute.ByNewMethod(cancellation) : null);
    }

    private static async Task<bool> Record(IDbContextFactory<TrackerDbContext> contexts, MethodSection section, DateTime now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var recorded = await db.MethodVersions.AsNoTracking().OrderBy(v => v.Id).ToListAsync(cancellation);
        var former = recorded.LastOrDefault();
        var isNewEdition = !recorded.Exists(v => v.Version == ProgressMethod.Version);
        if (isNewEdition)
        {
            await RecordEdition(db, recorded, now, cancellation);
        }

        var newest = recorded[^1];
        if (MethodSettingsJson.Write(section.Settings) == MethodSettingsJson.Write(newest.InForce.Settings))
        {
            return isNewEdition && former is not null;
        }

        await TargetsMustBeThere(db, section.Settings, cancellation);
        var next = Next(section, recorded, now);
        Add(db, next, newest, new Actor(next.By, next.By, "", ["settings"]));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    // What an earlier edition of the specification said keeps its name. The owner's choices go on under a new one, since they now stand
    // beside other rules.
    private static async Task RecordEdition(TrackerDbContext db, List<MethodVersion> recorded, DateTime now, CancellationToken cancellation)
    {
        var former = recorded.LastOrDefault();
        List<MethodVersion> editions =
            [MethodVersion.Of(ProgressMethod.Version, MethodSettings.Default, Actor.System.DisplayName, Defaults, now)];
        if (former is not null && former.Settings != editions[0].Settings)
        {
            var name = former.Version[..Math.Min(former.Version.Length, LongestName - ProgressMethod.Version.Length - 1)];
            editions.Add(MethodVersion.Of($"{name}·{ProgressMethod.Version}", former.InForce.Settings, former.By, former.Why, now));
        }

        foreach (var edition in editions)
        {
            Add(db, edition, recorded.LastOrDefault(), Actor.System);
            await db.SaveChangesAsync(cancellation);
            recorded.Add(edition);
        }
    }

    private static MethodVersion Next(MethodSection section, List<MethodVersion> recorded, DateTime now)
    {
        var newest = recorded[^1];
        if (section is not { Version: { } version, ChangedBy: { } by, Why: { } why })
        {
            var differing = string.Join(", ", MethodSettingsJson.Changed(section.Settings, newest.InForce.Settings).Select(s => s.Key));
            throw new ConfigurationRefused(
                $"The settings in section Method differ from version {newest.Version} of the method, which is in force ({differing}): set Method:Version to a new name, Method:ChangedBy and Method:Why, or take the change back.");
        }

        if (version.Length > LongestName)
        {
            throw new ConfigurationRefused("Method:Version has at most 40 characters.");
        }

        return recorded.Exists(v => v.Version == version)
            ? throw new ConfigurationRefused($"Version {version} of the method is recorded with other settings: set Method:Version to a new name, or take the change back.")
            : MethodVersion.Of(version, section.Settings, by, why, now);
    }

    private static void Add(TrackerDbContext db, MethodVersion version, MethodVersion? former, Actor actor)
    {
        db.Add(version);
        db.Add(AuditRow.Of(actor, "method", $"version {version.Version}: {version.Why}", former?.Settings, version.Settings, version.FromUtc, $"method:{version.Version}"));
    }

    private static async Task TargetsMustBeThere(TrackerDbContext db, MethodSettings settings, CancellationToken cancellation)
    {
        var known = await db.Targets.Select(t => t.Code).ToListAsync(cancellation);
        if (known.Count > 0 && settings.Binding.FirstOrDefault(code => !known.Contains(code)) is { } unknown)
        {
            throw new ConfigurationRefused($"Method:Binding names {unknown}, which is no target.");
        }
    }
}
