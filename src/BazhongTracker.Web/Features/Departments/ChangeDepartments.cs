using System.Text.RegularExpressions;
using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Live;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Departments;

/// <summary>
/// 机构改革: departments merge or split on a day. What was reported stays with the department that reported it; who leads, who belongs where and who is reviewed by whom
/// goes over by dates, so that a day to come takes effect by itself. All or nothing.
/// </summary>
[Asks(Actions.ChangeDepartments)]
public sealed partial class ChangeDepartments(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, LiveChanges changes, Permissions permissions)
{
    private const int LongestName = 60;
    private const int DaysAhead = 366;

    /// <exception cref="RuleViolation">
    /// access.denied; department.none, .same, .unknown (code), .closed (name), .waits (name), .not_there (name), .code, .code_taken (name), .name, .name_taken (name), .past, .far (days), .reason; see <see cref="WrittenText.Read"/>.
    /// </exception>
    public Task Merge(MergeForm form, Actor by, CancellationToken cancellation = default) =>
        Change(DepartmentChangeKind.Merged, form.From, [form.To], form.On, form.Reason, null, by, cancellation);

    /// <exception cref="RuleViolation">As <see cref="Merge"/>, and department.one, .target_open (target), .person_open (user name), .successor (code).</exception>
    public Task Split(SplitForm form, Actor by, CancellationToken cancellation = default) =>
        Change(DepartmentChangeKind.Split, [form.From], form.To, form.On, form.Reason, form, by, cancellation);

    private async Task Change(
        DepartmentChangeKind kind, IReadOnlyList<string> from, IReadOnlyList<Successor> to, DateOnly on, string said, SplitForm? split, Actor by, CancellationToken cancellation)
    {
        await permissions.DemandForWriting(contexts, by, Actions.ChangeDepartments, Short($"{string.Join(',', from)} {string.Join(',', to.Select(t => t.Code))}"), clock, cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        var today = BusinessDay.Of(now);
        var reason = Checked(kind, from, to, on, said, today);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await Close(db, from, on, cancellation);
        await Open(db, to, on, cancellation);
        var operation = Guid.CreateVersion7().ToString();
        var going = new Succession(db, from, [.. to.Select(t => t.Code)], on);
        await going.MoveLeads(split?.Targets, cancellation);
        foreach (var (person, old, next) in await going.MovePeople(split?.People, cancellation))
        {
            db.Add(AuditRow.Of(by, "department.moved", person, old, Said(next, on), now, operation));
        }

        await going.MoveReviewers(reason, cancellation);
        db.AddRange(from.SelectMany(f => to.Select(t => new DepartmentChange
        {
            Kind = kind, FromCode = f, ToCode = t.Code, EffectiveOn = on, Reason = reason, RecordedBy = by.DisplayName, RecordedUtc = now, OperationId = operation,
        })));
        var (old2, new2) = (string.Join(',', from), string.Join(',', to.Select(t => t.Code)));
        db.Add(AuditRow.Of(by, kind == DepartmentChangeKind.Merged ? "department.merged" : "department.split", old2, old2, $"{Said(new2, on)}: {reason}", now, operation));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Say(new TrackerChange(null));
    }

    private static string Checked(DepartmentChangeKind kind, IReadOnlyList<string> from, IReadOnlyList<Successor> to, DateOnly on, string said, DateOnly today)
    {
        string? refused =
            from.Count == 0 || from.Any(f => f.Length == 0) ? "department.none"
            : kind == DepartmentChangeKind.Split && to.Count < 2 ? "department.one"
            : from.Concat(to.Select(t => t.Code)).Distinct().Count() < from.Count + to.Count ? "department.same"
            : to.Any(t => !Codes().IsMatch(t.Code)) ? "department.code"
            : to.Any(t => t.Name is not null && WrittenText.Read(t.Name, LongestName) is null) ? "department.name"
            // A day that has gone would say after the fact who was answerable for it.
            : on < today ? "department.past" : null;
        return refused is not null ? throw new RuleViolation(refused)
            : on > today.AddDays(DaysAhead) ? throw new RuleViolation("department.far", DaysAhead)
            : WrittenText.Read(said) ?? throw new RuleViolation("department.reason");
    }

    // The UPDATE that finds a department open is the only one that closes it: of two at once one is refused.
    private static async Task Close(TrackerDbContext db, IReadOnlyList<string> codes, DateOnly on, CancellationToken cancellation)
    {
        foreach (var code in codes)
        {
            var old = await db.Departments.AsNoTracking().SingleOrDefaultAsync(d => d.Code == code, cancellation) ?? throw new RuleViolation("department.unknown", Short(code));
            if (old.ValidFrom > on)
            {
                throw new RuleViolation("department.not_there", old.Name);
            }

            if (await db.DepartmentChanges.AnyAsync(c => c.ToCode == code && c.EffectiveOn > on, cancellation))
            {
                throw new RuleViolation("department.waits", old.Name);
            }

            if (await db.Departments.Where(d => d.Code == code && d.ValidTo == null).ExecuteUpdateAsync(set => set.SetProperty(d => d.ValidTo, on.AddDays(-1)), cancellation) == 0)
            {
                throw new RuleViolation("department.closed", old.Name);
            }
        }
    }

    private static async Task Open(TrackerDbContext db, IReadOnlyList<Successor> successors, DateOnly on, CancellationToken cancellation)
    {
        foreach (var one in successors)
        {
            var known = await db.Departments.AsNoTracking().SingleOrDefaultAsync(d => d.Code == one.Code, cancellation);
            if (one.Name is null)
            {
                if (known is null)
                {
                    throw new RuleViolation("department.unknown", Short(one.Code));
                }

                if (!await db.KeepOpen([one.Code], on, cancellation))
                {
                    throw new RuleViolation(known.ValidTo is null ? "department.not_there" : "department.closed", known.Name);
                }

                continue;
            }

            var name = WrittenText.Read(one.Name, LongestName)!;
            if (known is not null)
            {
                throw new RuleViolation("department.code_taken", known.Name);
            }

            if (await db.Departments.AnyAsync(d => d.ValidTo == null && (d.Name == name || d.ShortName == name), cancellation))
            {
                throw new RuleViolation("department.name_taken", name);
            }

            db.Add(new Department { Code = one.Code, Name = name, ValidFrom = on });
            await db.SaveChangesAsync(cancellation);
        }
    }

    private static string Said(string codes, DateOnly on) => FormattableString.Invariant($"{codes} {on:yyyy-MM-dd}");

    private static string Short(string text) => text.Length <= 200 ? text : text[..200];

    [GeneratedRegex("^[a-z][a-z0-9-]{1,59}$")]
    private static partial Regex Codes();
}
