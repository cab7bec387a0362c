namespace BazhongTracker.Web.Features.Departments;

/// <summary>Which department takes a place: one that exists, by its code alone, or a new one with code and name.</summary>
/// <param name="Name">Null for one that exists.</param>
public sealed record Successor(string Code, string? Name = null);

/// <param name="On">The first day of the successor.</param>
public sealed record MergeForm(IReadOnlyList<string> From, Successor To, DateOnly On, string Reason);

/// <param name="On">The first day of the successors.</param>
/// <param name="Targets">Successor by code of the target: each that the old department leads then.</param>
/// <param name="People">Successor by user name: each who belongs to the old department then.</param>
public sealed record SplitForm(
    string From, IReadOnlyList<Successor> To, DateOnly On, string Reason, IReadOnlyDictionary<string, string> Targets, IReadOnlyDictionary<string, string> People);
