namespace BazhongTracker.Web.Startup.Settings;

/// <summary>Section <c>Audit</c> of the settings.</summary>
/// <param name="Checkpoints">Files outside the database in which every seal is written down, best on another volume; the first is the one <c>verify-audit</c> reads unless told otherwise.</param>
public sealed record AuditSettings(IReadOnlyList<string> Checkpoints)
{
    /// <summary>One file, <c>audit-checkpoints.tsv</c> beside the keys, unless the settings name others.</summary>
    public static AuditSettings Read(IConfiguration configuration) =>
        configuration.GetSection("Audit:Checkpoints").Get<string[]>() is { Length: > 0 } named
            ? new AuditSettings(named)
            : new AuditSettings([Path.Combine(ProtectionKeys.Folder(configuration), "audit-checkpoints.tsv")]);
}
