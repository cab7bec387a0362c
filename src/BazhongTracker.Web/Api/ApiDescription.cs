using BazhongTracker.Web.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BazhongTracker.Web.Api;

/// <summary>The description at <c>/openapi/v1.json</c>: the read API alone, with the two ways to be let in.</summary>
internal static class ApiDescription
{
    private const string Key = "api_key";
    private const string Cookie = "cookie";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.ShouldInclude = described => described.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type)?.Replace("Shape", "", StringComparison.Ordinal)
            .Replace("View", "", StringComparison.Ordinal);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "BazhongTracker read API",
                Version = "1",
                Description = "What the decision promises, what was reported and how it stands. Names are extended, never changed in meaning.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Key] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.ApiKey,
                    In = ParameterLocation.Header,
                    Name = ApiKeyAccess.Header,
                    Description = "A key made at /api-keys or with the verb create-api-key. It only reads.",
                },
                [Cookie] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.ApiKey,
                    In = ParameterLocation.Cookie,
                    Name = AccessSetup.CookieName,
                    Description = "The cookie of a signed-in person.",
                },
            };
            document.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, document)] = [] },
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Cookie, document)] = [] },
            ];
            return Task.CompletedTask;
        });
    });

    /// <summary>One line of what it answers, and what else it may answer.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, string summary, bool mayBeUnknown = false)
    {
        route.WithSummary(summary).Produces<T>().Produces(StatusCodes.Status401Unauthorized);
        return mayBeUnknown ? route.Produces(StatusCodes.Status404NotFound) : route;
    }
}
