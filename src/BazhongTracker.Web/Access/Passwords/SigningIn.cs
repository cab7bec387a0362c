using BazhongTracker.Web.Access.Entering;

namespace BazhongTracker.Web.Access.Passwords;

public enum SignInOutcome
{
    Done,
    Refused,

    /// <summary>Too many failures from this address; the password was not looked at.</summary>
    TooMany,
}

/// <summary>From a name and a password to a session and its cookie.</summary>
public sealed class SigningIn(PasswordCheck check, SignInThrottle throttle, SessionStart start)
{
    public async Task<SignInOutcome> Try(HttpContext http, string userName, string password)
    {
        var address = http.Connection.Address();
        var place = SignInThrottle.Key(http.Connection.RemoteIpAddress);
        if (!throttle.Allows(place))
        {
            return SignInOutcome.TooMany;
        }

        if (await check.Run(userName, password, address, http.RequestAborted) is not { } person)
        {
            return SignInOutcome.Refused;
        }

        throttle.Succeeded(place);
        await start.Begin(http, person, address, codeShown: false);
        return SignInOutcome.Done;
    }
}
