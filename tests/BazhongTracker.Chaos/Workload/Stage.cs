using BazhongTracker.Chaos.Servers;
using BazhongTracker.Data;
using BazhongTracker.Domain.Areas;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Chaos.Workload;

/// <summary>The targets, departments and open periods that the writers need: every writer has targets of its own, so that none waits for another.</summary>
internal static class Stage
{
    /// <summary>Enough that a worker which was started anew finds targets nobody touched.</summary>
    public const int TargetsOfAWriter = 40;
    public const int TargetsOfAStart = 4;
    public const int Starts = TargetsOfAWriter / TargetsOfAStart;
    public const string ClerksDepartment = "agriculture";
    public const string ReviewersDepartment = "tourism";

    /// <summary>Ended long ago and opened again, so that the day of the run does not matter.</summary>
    public static IReadOnlyList<Quarter> Periods { get; } = [.. Enumerable.Range(0, 8).Select(i => new Quarter(2023, 1).Plus(i))];

    public static string Code(int writer, int number) => FormattableString.Invariant($"W{writer}-{number}");

    public static Actor Clerk(int writer) => new($"clerk{writer}", "李晓梅", ClerksDepartment, [RoleNames.Clerk]);

    public static Actor Reviewer(int writer) => new($"reviewer{writer}", "王建国", ReviewersDepartment, [RoleNames.Reviewer]);

    /// <summary>Whoever the history names.</summary>
    public static Actor Named(string userName) => userName.StartsWith("clerk", StringComparison.Ordinal)
        ? Clerk(0) with { UserName = userName }
        : Reviewer(0) with { UserName = userName };

    /// <summary>An empty database becomes a stage for so many writers.</summary>
    public static async Task Build(Place place, int writers)
    {
        await using var services = place.Services();
        await using var db = await services.Contexts().CreateDbContextAsync();
        await db.Database.MigrateAsync();
        db.Add(new Department { Code = ClerksDepartment, Name = "市农业农村局" });
        db.Add(new Department { Code = ReviewersDepartment, Name = "市文化广播电视和旅游局" });
        var targets = (from writer in Enumerable.Range(0, writers) from number in Enumerable.Range(0, TargetsOfAWriter) select GrainOutput(Code(writer, number))).ToList();
        db.Add(new Area { Code = Decision, Name = "某市（演示）" });
        db.Add(new Domain.Decisions.Decision
        {
            Code = Decision, Title = "演示", TitleEn = "Demonstration", AdoptedOn = new DateOnly(2021, 7, 13), Body = "演示", Source = "演示", AreaCode = Decision,
        });
        db.AddRange(targets);
        await db.SaveChangesAsync();
        foreach (var target in targets)
        {
            db.Add(new Assignment { TargetId = target.Id, DepartmentCode = ClerksDepartment, ValidFrom = new DateOnly(2021, 7, 13) });
            db.AddRange(Periods.Select(p => new Reopening { TargetId = target.Id, PeriodIndex = p.Index, Until = new DateOnly(2999, 12, 31), Reason = "演示", OpenedBy = "supervision" }));
        }

        await db.SaveChangesAsync();
    }

    /// <summary>A database on that server, copied from one that is built once.</summary>
    public static async Task<Place> Copy(PostgresServer server, string name, string folder, int? port = null)
    {
        await server.Query($"CREATE DATABASE {name} TEMPLATE stage");
        return new Place(DatabaseProvider.Postgres, server.Connection(name, port), Directory.CreateDirectory(Path.Combine(folder, name)).FullName);
    }

    public static async Task BuildTemplate(PostgresServer server, string folder, int writers)
    {
        await server.Query("CREATE DATABASE stage");
        await Build(new Place(DatabaseProvider.Postgres, server.Connection("stage") + ";Pooling=false", Path.Combine(folder, "stage")), writers);
    }

    /// <summary>An SQLite file in a folder of its own; a copy of another one where that is given.</summary>
    public static async Task<Place> OnSqlite(string folder, int writers, Place? template = null)
    {
        Directory.CreateDirectory(folder);
        var place = new Place(DatabaseProvider.Sqlite, $"Data Source={FileOf(folder)}", folder);
        if (template is null)
        {
            await Build(place with { Connection = place.Connection + ";Pooling=False" }, writers);
        }
        else
        {
            File.Copy(FileOf(template.Folder), FileOf(folder));
        }

        return place;
    }

    private const string Decision = "demo-2021";

    private static string FileOf(string folder) => Path.Combine(folder, "tracker.db");

    private static Target GrainOutput(string code) => new()
    {
        DecisionCode = Decision, Code = code, Name = "粮食产量（演示）", Quote = "产量190万吨以上",
        Definition = new TargetVersion
        {
            Kind = TargetKind.Reach, Measure = Measure.Flow, Frequency = Frequency.Quarterly, Comparator = Comparator.AtLeast,
            Value = 190, Unit = "万吨",
        },
    };
}
