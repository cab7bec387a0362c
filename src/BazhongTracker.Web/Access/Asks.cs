using BazhongTracker.Web.Access.Entering;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Components.Endpoints;

namespace BazhongTracker.Web.Access;

/// <summary>
/// Which action of permissions.tsv a page, an endpoint, a use case or a query asks for. On pages and endpoints it is enforced as it stands there,
/// for requests and inside circuits; use cases and queries ask by themselves once more.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class AsksAttribute(string action) : Attribute, IAuthorizeData
{
    public string Action => action;

    public string? Policy
    {
        get => action;
        set => throw new NotSupportedException();
    }

    string? IAuthorizeData.Roles { get; set; }

    string? IAuthorizeData.AuthenticationSchemes { get; set; }
}

internal sealed record AskedAction(string Action) : IAuthorizationRequirement;

internal sealed class AskedActionAnswer(Permissions permissions) : AuthorizationHandler<AskedAction>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AskedAction requirement)
    {
        if (context.User.Still().Permits(requirement.Action) && permissions.Allows(SignedIn.ActorOf(context.User), requirement.Action))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>
/// Who has something to do first is led to the page where it is done, unless that page too is not for them, as for whoever holds no role yet; a person who may not open a page gets the page that says so, in its place, with 403;
/// what is no page answers 403 where it stands; whoever is not signed in gets the usual answer.
/// </summary>
internal sealed class RefusedPage(Permissions permissions) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden && context.User.Still() is not Still.Nothing and var still && !context.Request.IsOfProgram() && context.Request.Path != still.Page())
        {
            context.Response.Redirect(context.Request.PathBase + still.PageBefore(context.Request));
            return Task.CompletedTask;
        }

        if (!authorizeResult.Forbidden)
        {
            return usual.HandleAsync(next, context, policy, authorizeResult);
        }

        // Whoever keeps the system has another first page than the overview.
        if (context.Request.Path == "/" && permissions.Allows(SignedIn.ActorOf(context.User), Actions.ReadSteps))
        {
            context.Response.Redirect(context.Request.PathBase + "/start");
            return Task.CompletedTask;
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}

internal static class Asking
{
    /// <summary>A program gets a status code, a person a page.</summary>
    public static bool IsOfProgram(this HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/openapi") || request.Path.StartsWithSegments("/_blazor");

    /// <summary>A route of the framework for style sheets added since the build, in a program that was not published; it takes no metadata and is open to whoever is signed in.</summary>
    public const string UnpublishedFiles = "{**path:file}";

    /// <summary>One policy an action; what asks for none is closed to everybody.</summary>
    public static void AddPermissions(this IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, AskedActionAnswer>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusedPage>();
        var authorization = services.AddAuthorizationBuilder();
        foreach (var action in Permissions.All)
        {
            authorization.AddPolicy(action, policy => policy.AddRequirements(new AskedAction(action)));
        }

        authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser()
            .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is null or RouteEndpoint { RoutePattern.RawText: UnpublishedFiles }).Build());
    }

    public static TBuilder Asks<TBuilder>(this TBuilder builder, string action)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AsksAttribute(action));

    /// <summary>Whatever carries the pages and is none itself.</summary>
    public static TBuilder AsksWhereNothingIsAsked<TBuilder>(this TBuilder builder, string action)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Finally(endpoint =>
        {
            if (!endpoint.Metadata.OfType<AsksAttribute>().Any())
            {
                endpoint.Metadata.Add(new AsksAttribute(action));
            }
        });
        return builder;
    }
}
