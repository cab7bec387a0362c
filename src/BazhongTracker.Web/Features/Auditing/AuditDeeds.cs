namespace BazhongTracker.Web.Features.Auditing;

/// <summary>
/// The deeds the program writes into the audit, as they can be chosen and are said. What others write later is shown as it stands.
/// </summary>
internal static class AuditDeeds
{
    public const string Accepted = "review.accepted";
    public const string Returned = "review.returned";

    /// <summary>In the order of the list: what concerns figures, what concerns people, what concerns the program.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "report", "revise", "withdraw", Accepted, Returned, "take-back", "receipt.mismatch",
        "login.ok", "login.failed", "login.flood", "logout", "session.ended",
        "second-factor.ok", "second-factor.failed", "second-factor.enrolled", "second-factor.replaced", "second-factor.codes",
        "second-factor.recovered", "second-factor.removed",
        "password.changed", "password.reset",
        "setup.done", "create-account", "account.disabled", "account.enabled", "account.refused", "issuer.allowed", "issuer.linked",
        "issuer.withdrawn",
        "role.changed", "role.refused", "assignment.given", "assignment.ended", "department.moved", "department.merged", "department.split",
        "access.duties",
        "create-api-key", "revoke-api-key", "authz.denied", "origin.refused",
        "audit.read", "audit.verified", "audit.exported",
        "program.started", "program.stopped", "seed", "method", "recompute",
    ];

    /// <summary>An acceptance and a return have one action; what became of the figure tells them apart.</summary>
    public static string Of(string action, string? now) => (action, now) switch
    {
        ("review", "Accepted") => Accepted,
        ("review", "Returned") => Returned,
        _ => action,
    };
}
