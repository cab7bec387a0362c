using BazhongTracker.Data.People;
using BazhongTracker.Web.Access.Entering;

namespace BazhongTracker.Web.Access.Passwords;

public enum SignInOutcome
{
    Done,
    Refused,

    /// <summary>Too many failures from this address; the password was not looked at.</summary>
    TooMany,

    /// <summary>Too many sign-ins of all addresses at once; the password was not looked at.</summary>
    Full,
}

/// <summary>From a name and a password to a session and its cookie.</summary>
public sealed class SigningIn(PasswordCheck check, SignInThrottle throttle, SignInAlarm alarm, SessionStart start)
{
    public async Task<SignInOutcome> Try(HttpContext http, string userName, string password)
    {
        var address = http.Connection.Address();
        Person? person = null;
        var looked = await throttle.Look(
            SignInThrottle.Key(http.Connection.RemoteIpAddress), async () => (person = await check.Run(userName, password, address, http.RequestAborted)) is not null, cancellation: http.RequestAborted);
        if (looked != Looked.Done)
        {
            return looked == Looked.Full ? SignInOutcome.Full : SignInOutcome.TooMany;
        }

        if (person is null)
        {
            await alarm.Failed(http.RequestAborted);
            return SignInOutcome.Refused;
        }

        await start.Begin(http, person, address, codeShown: false);
        return SignInOutcome.Done;
    }
}
