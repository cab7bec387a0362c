using BazhongTracker.Domain.Proof;

namespace BazhongTracker.Domain.Reporting;

/// <summary>Who did what when, old → new. Written in the transaction of the deed and never changed.</summary>
public sealed class AuditRow
{
    private AuditRow()
    {
    }

    public long Id { get; private init; }
    public DateTime AtUtc { get; private init; }
    public string UserName { get; private init; } = "";
    public string DisplayName { get; private init; } = "";
    public string DepartmentCode { get; private init; } = "";
    public string Roles { get; private init; } = "";
    public string Action { get; private init; } = "";
    public string Subject { get; private init; } = "";
    public string? OldValue { get; private init; }
    public string? NewValue { get; private init; }
    public string OperationId { get; private init; } = "";

    /// <summary>See <see cref="Actor.Address"/>; null in rows older than this column too.</summary>
    public string? Address { get; private init; }

    /// <summary>See <see cref="Actor.Session"/>.</summary>
    public string? Session { get; private init; }

    /// <summary>By the program that wrote it (<see cref="AuditKey"/>); null for rows older than the signing.</summary>
    public byte[]? Signature { get; private set; }

    public void Sign(AuditKey key) => Signature = key.Sign(this);

    public static AuditRow Of(Actor actor, string action, string subject, string? oldValue, string? newValue, DateTime nowUtc, string operationId) => new()
    {
        AtUtc = nowUtc,
        UserName = actor.UserName,
        DisplayName = actor.DisplayName,
        DepartmentCode = actor.DepartmentCode,
        Roles = string.Join(',', actor.Roles),
        Action = action,
        Subject = subject,
        OldValue = oldValue,
        NewValue = newValue,
        OperationId = operationId,
        Address = actor.Address,
        Session = actor.Session,
    };
}
