using System.Globalization;
using System.Security.Claims;
using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access.Passwords;
using BazhongTracker.Web.Access.SecondFactors;
using BazhongTracker.Web.Access.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.Entering;

/// <summary>A session and its cookie for a person who has shown what was asked for; it says what is still to be done. The session the browser had ends.</summary>
public sealed class SessionStart(
    TrackerDbContext db, PasswordRules rules, SecondFactorTerms terms, SessionTable sessions, SessionWatch watch, EnteredSession entered,
    IUserClaimsPrincipalFactory<Person> claims, TimeProvider clock)
{
    /// <summary>The last day of the password, where that is near.</summary>
    public const string PasswordEndsClaim = "password_ends";
    private const string ByIssuerClaim = "by_issuer";

    /// <param name="codeShown">Whether a code of the authenticator was shown since the password.</param>
    /// <param name="byIssuer">No password was shown, so that nothing about it is to be done.</param>
    public async Task<Still> Begin(HttpContext http, Person person, string address, bool codeShown, bool byIssuer = false)
    {
        if (http.User.SessionHash() is { } former)
        {
            await sessions.End(former, SessionEnd.SignedInAnew, SignedIn.ActorOf(http.User), http.RequestAborted);
            watch.Forget(former);
        }

        return await Enter(http, person, await sessions.Begin(person, address, http.Request.Headers.UserAgent.ToString(), http.RequestAborted), codeShown, byIssuer);
    }

    /// <summary>As <see cref="Begin"/>, after the person of this session did what was asked for.</summary>
    /// <param name="alone">Ends every other session of the person too: those begun with less than this one has shown.</param>
    /// <returns>Null when the session was over meanwhile: then there is no other, and the cookie is gone.</returns>
    public async Task<Still?> Again(HttpContext http, bool codeShown, bool alone = false)
    {
        var (name, former) = (http.User.Identity!.Name, http.User.SessionHash()!);
        var person = await db.Users.AsNoTracking().SingleAsync(p => p.UserName == name, http.RequestAborted);
        if (alone)
        {
            await sessions.EndAllBut(former, person.Id, SessionEnd.AccountChanged, SignedIn.ActorOf(http.User), http.RequestAborted);
        }

        var id = await sessions.Exchange(former, http.Connection.Address(), http.Request.Headers.UserAgent.ToString(), SignedIn.ActorOf(http.User), http.RequestAborted);
        watch.Forget(former);
        if (id is null)
        {
            await http.SignOutAsync(IdentityConstants.ApplicationScheme);
            return null;
        }

        return await Enter(http, person, id, codeShown, http.User.HasClaim(ByIssuerClaim, "1"));
    }

    private async Task<Still> Enter(HttpContext http, Person person, string id, bool codeShown, bool byIssuer)
    {
        var principal = await claims.CreateAsync(person);
        var identity = (ClaimsIdentity)principal.Identity!;
        var still = await StillOf(person, SignedIn.ActorOf(principal).Roles, codeShown, byIssuer, http.RequestAborted);
        identity.AddClaim(new Claim(SessionIds.Claim, id));
        identity.AddClaim(new Claim(StillToDo.Claim, still.ToString()));
        if (byIssuer)
        {
            identity.AddClaim(new Claim(ByIssuerClaim, "1"));
        }
        else if (rules.EndsSoon(person.PasswordSetUtc, clock.Today()) is { } last)
        {
            identity.AddClaim(new Claim(PasswordEndsClaim, last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }

        await http.SignInAsync(IdentityConstants.ApplicationScheme, principal);
        // From here on the answer is for whoever came in.
        http.User = principal;
        entered.Say();
        return still;
    }

    private async Task<Still> StillOf(Person person, IReadOnlyList<string> roles, bool codeShown, bool byIssuer, CancellationToken cancellation)
    {
        var enrolled = await db.SecondFactors.AnyAsync(f => f.PersonId == person.Id && f.ConfirmedUtc != null, cancellation);
        return enrolled && terms.Asks && !codeShown ? Still.Code
            : !byIssuer && person.OneTimeUntilUtc is not null ? Still.OneTime
            : !byIssuer && rules.IsExpired(person.PasswordSetUtc, clock.Today()) ? Still.Expired
            : !enrolled && terms.Requires(roles) ? Still.Factor
            : Still.Nothing;
    }
}
