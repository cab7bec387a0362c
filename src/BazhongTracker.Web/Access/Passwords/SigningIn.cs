using System.Security.Claims;
using BazhongTracker.Data.People;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace BazhongTracker.Web.Access.Passwords;

public enum SignInOutcome
{
    Done,
    Refused,

    /// <summary>Too many failures from this address; the password was not looked at.</summary>
    TooMany,
}

/// <summary>From a name and a password to a session and its cookie.</summary>
public sealed class SigningIn(PasswordCheck check, SignInThrottle throttle, SessionTable sessions, SessionWatch watch, IUserClaimsPrincipalFactory<Person> claims)
{
    public async Task<SignInOutcome> Try(HttpContext http, string userName, string password)
    {
        var remote = http.Connection.RemoteIpAddress;
        var address = (remote is { IsIPv4MappedToIPv6: true } ? remote.MapToIPv4() : remote)?.ToString() ?? "";
        var place = SignInThrottle.Key(remote);
        if (!await throttle.Enter(place, http.RequestAborted))
        {
            return SignInOutcome.TooMany;
        }

        Person? person = null;
        try
        {
            person = await check.Run(userName, password, address, http.RequestAborted);
        }
        finally
        {
            throttle.Leave(place, failed: person is null);
        }

        if (person is null)
        {
            return SignInOutcome.Refused;
        }

        if (http.User.SessionHash() is { } former)
        {
            await sessions.End(former, SessionEnd.SignedInAnew, SignedIn.ActorOf(http.User), http.RequestAborted);
            watch.Forget(former);
        }

        var id = await sessions.Begin(person, address, http.Request.Headers.UserAgent.ToString(), http.RequestAborted);
        var principal = await claims.CreateAsync(person);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(SessionIds.Claim, id));
        await http.SignInAsync(IdentityConstants.ApplicationScheme, principal);
        return SignInOutcome.Done;
    }
}
