using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Domain.Proof;

/// <summary>A deed by the number its client made before it was sent: stored in the transaction of the deed, so that it can be told afterwards whether that was stored.</summary>
public sealed class Operation
{
    private Operation()
    {
    }

    public string Id { get; private init; } = "";

    /// <summary>What was done: report, accept, return; void where it was made sure that nothing was and will be.</summary>
    public string Kind { get; private init; } = "";

    public string UserName { get; private init; } = "";
    public DateTime AtUtc { get; private init; }

    /// <summary>The number to quote, <see cref="Receipts.For"/>.</summary>
    public string Receipt { get; private init; } = "";

    public bool IsVoid => Kind == VoidKind;

    private const string VoidKind = "void";

    public static Operation Of(string id, string kind, Actor actor, DateTime nowUtc) =>
        new() { Id = id, Kind = kind, UserName = actor.UserName, AtUtc = nowUtc, Receipt = Receipts.For(id) };

    /// <summary>From now on no deed can be stored under this number.</summary>
    public static Operation Void(string id, Actor actor, DateTime nowUtc) => Of(id, VoidKind, actor, nowUtc);
}
