using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Passwords;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.SettingUp;

public enum RowState
{
    Good,

    /// <summary>Is made, after somebody has looked.</summary>
    ToCheck,

    /// <summary>Is left out.</summary>
    Faulty,
}

/// <param name="Key">Names the sentence in the texts.</param>
/// <param name="Fix">The department to write instead; null where nothing can be offered.</param>
public sealed record RowWord(string Key, RowState State, string? Fix, params object[] Arguments);

/// <param name="UserName">As it will be stored.</param>
public sealed record CheckedRow(TableRow Row, string UserName, string? StaffNumber, Department? Department, IReadOnlyList<string> Roles,
    IReadOnlyList<RowWord> Words)
{
    public RowState State => Words.Count == 0 ? RowState.Good : Words.Max(w => w.State);
}

/// <param name="Departments">All that a row may name, as they are shown.</param>
public sealed record CheckedPeople(IReadOnlyList<CheckedRow> Rows, IReadOnlyList<string> Departments);

/// <summary>Judges each row of a table of people against the accounts and departments there are, and against the other rows.</summary>
[Asks(Actions.CreateAccount)]
public sealed class PeopleCheck(
    IDbContextFactory<TrackerDbContext> contexts, NewAccount newAccount, TimeProvider clock, Permissions permissions)
{
    private sealed record Known(string UserName, string DisplayName, string? StaffNumber, string? Administers);

    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<CheckedPeople> Run(IReadOnlyList<TableRow> rows, Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.CreateAccount);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var departments = await db.Departments.AsNoTracking().OpenOn(clock.Today()).OrderBy(d => d.Code).ToListAsync(cancellation);
        var known = await db.Users.AsNoTracking().Select(p => new Known(
            p.UserName!, p.DisplayName, p.StaffNumber,
            (from held in db.UserRoles join role in db.Roles on held.RoleId equals role.Id
             where held.UserId == p.Id && RoleNames.Administrators.Contains(role.Name!)
             select role.Name).FirstOrDefault())).ToListAsync(cancellation);
        var judged = new List<CheckedRow>();
        foreach (var row in rows)
        {
            judged.Add(Judge(row, judged, known, departments));
        }

        return new CheckedPeople(judged, [.. departments.Select(d => d.Title())]);
    }

    private CheckedRow Judge(TableRow row, List<CheckedRow> before, List<Known> known, List<Department> departments)
    {
        var words = new List<RowWord>();
        var userName = TypedText.Folded(row.UserName);
        var number = Number(row, words);
        var roles = Roles(row, words);
        Name(row, userName, before, known, words);
        if (number is not null)
        {
            Another(number, roles, before, known, words);
        }

        Account(userName, before, known, words);
        return new CheckedRow(row, userName, number, DepartmentOf(row, roles, departments, words), roles, words);
    }

    private static void Name(TableRow row, string userName, List<CheckedRow> before, List<Known> known, List<RowWord> words)
    {
        try
        {
            if (WrittenText.Read(row.Name, NewAccount.LongestDisplayName) is not { } name)
            {
                words.Add(Fault("row.name"));
            }
            else if (known.Select(k => k.DisplayName).Concat(before.Select(b => b.Row.Name))
                .FirstOrDefault(other => AlikeNames.Are(other, name)) is { } alike)
            {
                words.Add(new RowWord("row.alike", RowState.ToCheck, null, alike, NewAccount.Shown(name, userName, [alike])));
            }
        }
        catch (RuleViolation)
        {
            words.Add(Fault("row.name"));
        }
    }

    private static string? Number(TableRow row, List<RowWord> words)
    {
        try
        {
            var number = StaffNumber.Read(row.StaffNumber);
            if (number is null)
            {
                words.Add(Fault("row.number"));
            }

            return number;
        }
        catch (RuleViolation)
        {
            words.Add(Fault("row.number_form", row.StaffNumber));
            return null;
        }
    }

    // One person, one account: told by 工号.
    private static void Another(string number, IReadOnlyList<string> roles, List<CheckedRow> before, List<Known> known, List<RowWord> words)
    {
        if (known.Find(k => k.StaffNumber == number) is { } same)
        {
            words.Add(same.Administers is { } role ? Fault("row.number_admin", number, $"role.{role}", same.DisplayName)
                : Fault("row.number_taken", number, same.DisplayName));
        }
        else if (before.Find(b => b.StaffNumber == number) is { } twice)
        {
            words.Add(Fault("row.number_twice", number, twice.Row.Number));
        }
    }

    private void Account(string userName, List<CheckedRow> before, List<Known> known, List<RowWord> words)
    {
        try
        {
            newAccount.DemandUserName(userName);
        }
        catch (RuleViolation)
        {
            words.Add(userName.Length == 0 ? Fault("row.account_none") : Fault("row.account", NewAccount.Short(userName)));
            return;
        }

        if (known.Exists(k => k.UserName == userName))
        {
            words.Add(Fault("row.account_taken", userName));
        }
        else if (before.Find(b => b.UserName == userName) is { } twice)
        {
            words.Add(Fault("row.account_twice", userName, twice.Row.Number));
        }
    }

    private static Department? DepartmentOf(TableRow row, IReadOnlyList<string> roles, List<Department> departments, List<RowWord> words)
    {
        if (row.Department.Length == 0)
        {
            if (roles.Contains(RoleNames.Clerk) || roles.Contains(RoleNames.Reviewer))
            {
                words.Add(Fault("row.department_none"));
            }

            return null;
        }

        var found = DepartmentNames.Find(row.Department, departments);
        if (found is { IsShortened: true, Guess: { } read })
        {
            words.Add(new RowWord("row.department_short", RowState.ToCheck, read.Title(), read.Title()));
        }
        else if (found.Department is null)
        {
            words.Add(found.Guess is { } meant
                ? new RowWord("row.department_fix", RowState.Faulty, meant.Title(), NewAccount.Short(row.Department))
                : Fault("row.department", NewAccount.Short(row.Department)));
        }

        return found.Department;
    }

    // 填报 is 填报人; several with marks between them.
    private static List<string> Roles(TableRow row, List<RowWord> words)
    {
        var roles = new List<string>();
        foreach (var word in row.Roles.Split(['、', '，', ',', '；', ';', '/', ' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries)
            .Select(PeopleTable.Plain))
        {
            if (RoleNames.All.FirstOrDefault(r => r == word || PeopleTable.InBoth($"role.{r}")
                .Any(n => n == word || word.Length > 1 && n.StartsWith(word, StringComparison.Ordinal))) is not { } role)
            {
                words.Add(Fault("row.role", NewAccount.Short(word)));
            }
            else if (RoleNames.Administrators.Contains(role))
            {
                words.Add(Fault("row.role_admin"));
            }
            else if (!roles.Contains(role))
            {
                roles.Add(role);
            }
        }

        if (roles.Count == 0 && words.TrueForAll(w => w.Key is not ("row.role" or "row.role_admin")))
        {
            words.Add(Fault("row.role_none"));
        }

        return roles;
    }

    private static RowWord Fault(string key, params object[] arguments) => new(key, RowState.Faulty, null, arguments);
}
