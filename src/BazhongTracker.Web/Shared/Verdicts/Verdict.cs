using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;

namespace BazhongTracker.Web.Shared.Verdicts;

/// <summary>The stored verdict on a target as pages and the API show it.</summary>
public sealed record Verdict(int TargetId, DateOnly AsOf, ProgressStatus Status, string Stored, string MethodVersion)
{
    private Working? working;

    /// <summary>The working, parsed once when first asked for.</summary>
    public Working Working => working ??= Working.Read(Stored);
}
