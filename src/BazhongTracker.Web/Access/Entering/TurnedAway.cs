using BazhongTracker.Web.Access.Passwords;

namespace BazhongTracker.Web.Access.Entering;

/// <summary>The answer to what was not looked at.</summary>
internal static class TurnedAway
{
    private const string AfterFailures = "60";
    private const string AfterTheRush = "10";

    /// <returns>The sentence, by its name in the texts; null for what was looked at.</returns>
    public static string? Say(this HttpResponse response, Looked looked)
    {
        if (looked == Looked.Done)
        {
            return null;
        }

        var isFull = looked == Looked.Full;
        response.StatusCode = isFull ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = isFull ? AfterTheRush : AfterFailures;
        return isFull ? "full" : "too_many";
    }
}
