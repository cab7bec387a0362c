namespace BazhongTracker.Chaos.Servers;

/// <summary>What happens to a COMMIT on its way or to its answer.</summary>
internal enum CommitFault
{
    /// <summary>The answer never comes, the connection stays open and silent.</summary>
    Swallow,

    /// <summary>Stored, and the connection is cut before the answer is passed on.</summary>
    CutBefore,

    /// <summary>The answer is passed on and then the connection is cut.</summary>
    CutAfter,

    /// <summary>The answer comes late.</summary>
    Delay,

    /// <summary>The connection is cut before COMMIT reaches the server: nothing is stored.</summary>
    CutRequest,
}
