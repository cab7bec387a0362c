namespace BazhongTracker.Data.Seeding;

/// <summary>Who answers for one target. <paramref name="Lead"/> and <paramref name="Supporting"/> are codes of departments.</summary>
public sealed record TargetLead(string Code, string Lead, IReadOnlyList<string> Supporting);

/// <summary>Who leads what, from <paramref name="ValidFrom"/> on. The decision names nobody: <paramref name="Basis"/> is <c>assigned</c>.</summary>
public sealed record Leads(string Basis, string Note, DateOnly ValidFrom, IReadOnlyList<TargetLead> Targets);
