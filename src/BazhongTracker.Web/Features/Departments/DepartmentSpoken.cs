using BazhongTracker.Domain.Departments;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Features.Departments;

/// <summary>Departments and their changes in words.</summary>
public sealed class DepartmentSpoken(IStringLocalizer<DepartmentWords> words, Spoken spoken)
{
    public string Names(IEnumerable<Department> departments) => Names(departments.Select(d => d.FullTitle()));

    public string Names(IEnumerable<string> names) => string.Join(words["and"], names);

    /// <summary>From when to when, as far as anybody decided it.</summary>
    public string Term(Department department) => (department.ValidFrom, department.ValidTo) switch
    {
        ({ } from, { } to) => words["term.both", spoken.Date(from), spoken.Date(to)],
        ({ } from, null) => words["term.from", spoken.Date(from)],
        (null, { } to) => words["term.to", spoken.Date(to)],
        _ => "—",
    };

    public string Reform(Reform reform) => words[$"reform.{reform.Kind}", spoken.Date(reform.On), Names(reform.From), Names(reform.To)];
}
