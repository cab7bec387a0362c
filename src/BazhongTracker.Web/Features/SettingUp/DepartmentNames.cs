using BazhongTracker.Domain.Departments;

namespace BazhongTracker.Web.Features.SettingUp;

/// <param name="Department">The one that is meant for certain; null where there is none.</param>
/// <param name="Guess">What may be meant: of a shortened name, to be checked; else only to be offered.</param>
public sealed record DepartmentFound(Department? Department, Department? Guess, bool IsShortened);

/// <summary>Which department somebody means by what he wrote.</summary>
public static class DepartmentNames
{
    // Two slips, as in 市委督察室 for 市委督查室.
    private const int MostSlips = 2;

    public static DepartmentFound Find(string written, IReadOnlyList<Department> all)
    {
        var plain = PeopleTable.Plain(written);
        if (all.FirstOrDefault(d => NamesOf(d).Contains(plain)) is { } exact)
        {
            return new DepartmentFound(exact, null, false);
        }

        // 市发改委 for 市发展和改革委员会: the same characters in the same order, some left out.
        if (plain.Length > 2 && all.Where(d => IsWithin(plain, PeopleTable.Plain(d.Name))).ToList() is [var shortened])
        {
            return new DepartmentFound(shortened, shortened, true);
        }

        var near = all.Select(d => (Department: d, Slips: NamesOf(d).Min(n => Slips(plain, n))))
            .Where(d => d.Slips <= MostSlips && d.Slips * 2 < plain.Length).OrderBy(d => d.Slips).Take(2).ToList();
        var isClear = near.Count == 1 || near.Count == 2 && near[0].Slips < near[1].Slips;
        return new DepartmentFound(null, isClear ? near[0].Department : null, false);
    }

    private static List<string> NamesOf(Department department) =>
        [.. new[] { department.Code, department.Name, department.ShortName, department.NameEn }.Where(n => n is not null)
            .Select(n => PeopleTable.Plain(n!))];

    private static bool IsWithin(string few, string many)
    {
        var at = 0;
        foreach (var c in many)
        {
            at += at < few.Length && few[at] == c ? 1 : 0;
        }

        return at == few.Length;
    }

    // Characters put in, left out or changed.
    private static int Slips(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, left) = (row[0], row[0] = i);
            for (var j = 1; j <= other.Length; j++)
            {
                left = Math.Min(Math.Min(left + 1, row[j] + 1), diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], left);
            }
        }

        return row[^1];
    }
}
