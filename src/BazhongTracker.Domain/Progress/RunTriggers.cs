namespace BazhongTracker.Domain.Progress;

/// <summary>Why a run took place; the words stand in the resources under <c>trigger.</c> and this name.</summary>
public static class RunTriggers
{
    public const string Nightly = "nightly";

    /// <summary>Of a night, but after the program was away: the nights that were missed altogether are made up for by this one.</summary>
    public const string Late = "late";
    public const string Button = "button";
    public const string Command = "command";
    public const string Past = "past";
    public const string Method = "method";
    public const string History = "history";

    public const string Receipts = "receipts";
    public const string Drafts = "drafts";
    public const string Sessions = "sessions";

    /// <summary>The jobs of the night that judge nothing.</summary>
    public static IReadOnlyList<string> WithoutVerdicts { get; } = [Receipts, Drafts, Sessions];
}
