using BazhongTracker.Data;
using BazhongTracker.Web.Shared.Availability;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using Serilog.Events;

namespace BazhongTracker.Web.Startup;

/// <summary>Why the program, or a verb, did not come to its work: one sentence that says what to do, whatever was thrown.</summary>
internal static class StartRefusal
{
    private const int NoSpace = 28;
    private static readonly string[] SaidAnyway =
        ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Hosting",
            "Microsoft.EntityFrameworkCore"];

    public static string Sentence(Exception problem)
    {
        var chain = Chain(problem).ToList();
        return OneLine(chain.Select(Known).FirstOrDefault(said => said is not null)
            ?? string.Join(" ", new[] { chain[0].Message, chain[^1].Message }.Distinct()));
    }

    /// <summary>What the framework says of a start that fails, with a stack trace, is said in one sentence at the end.</summary>
    public static bool IsSaidAnyway(LogEvent said) =>
        said.Exception is not null && said.Properties.TryGetValue("SourceContext", out var source)
            && source is ScalarValue { Value: string name }
        && SaidAnyway.Any(s => name.StartsWith(s, StringComparison.Ordinal));

    private static string? Known(Exception problem) => problem switch
    {
        ConfigurationRefused => problem.Message,
        OptionsValidationException wrong => $"A setting cannot be used: {string.Join(" ", wrong.Failures)} See docs/configuration.md.",
        AddressInUseException => null,
        IOException { InnerException: AddressInUseException } =>
            $"{problem.Message.TrimEnd('.')}. Stop what listens there, or name another address with --urls.",
        SqliteException sqlite => OfSqlite(sqlite),
        PostgresException refused => OfPostgres(refused),
        NpgsqlException lost => $"PostgreSQL cannot be reached ({OneLine(lost.Message)}). Start it, or mend ConnectionStrings:Tracker.",
        IOException full when (full.HResult & 0xFFFF) == NoSpace =>
            $"There is no room left on the disk ({full.Message}). Make room, then start again.",
        DirectoryNotFoundException or FileNotFoundException =>
            $"{problem.Message.TrimEnd('.')}. The folder of the program, with seeds, must be whole, "
                + "and what the settings name must be there.",
        UnauthorizedAccessException => $"{problem.Message.TrimEnd('.')}. The user of the program must be allowed to read and write there.",
        _ => null,
    };

    private static string OfSqlite(SqliteException problem) => problem.SqliteErrorCode switch
    {
        5 or 6 => "The database file is locked by another process. End that one, then start again.",
        8 => "The database file cannot be written. The user of the program must be allowed to write it and its folder.",
        13 => "The disk of the database is full. Make room, then start again; nothing was damaged.",
        14 => "The database file cannot be opened. Its folder must be there, and the user of the program must be allowed to write in it.",
        10 => $"The disk of the database does not take what is written ({problem.Message}): it is full or broken. Make room on it, then start again.",
        11 or 26 => "The database file is damaged, or is no database. Bring it back from the backup.",
        _ => $"The database file cannot be used: {problem.Message}",
    };

    private static string OfPostgres(PostgresException problem) => problem.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"PostgreSQL refuses the user ({problem.MessageText}). Mend ConnectionStrings:Tracker or Database:PasswordFile.",
        PostgresErrorCodes.InvalidCatalogName =>
            $"PostgreSQL has no such database ({problem.MessageText}). Make it, or mend ConnectionStrings:Tracker.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"PostgreSQL does not allow it ({problem.MessageText}). Give the user of ConnectionStrings:Tracker the right to make tables.",
        PostgresErrorCodes.DiskFull => "The disk of PostgreSQL is full. Make room there, then start again.",
        _ => $"PostgreSQL says: {problem.MessageText}.",
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    private static IEnumerable<Exception> Chain(Exception? problem)
    {
        for (; problem is not null; problem = problem.InnerException)
        {
            yield return problem;
        }
    }
}
