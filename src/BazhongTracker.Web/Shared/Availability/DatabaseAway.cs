namespace BazhongTracker.Web.Shared.Availability;

/// <summary>Refused at once, before anything was asked of a database that is known not to answer.</summary>
public sealed class DatabaseAway() : Exception("The database does not answer; it is asked every second, and the next use after it answers goes through.")
{
    /// <summary>The code of the refusal of a deed before anything of it was begun: 数据库暂不可用.</summary>
    public const string Code = "database.away";
}
