using System.ComponentModel;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Catalogue;

namespace BazhongTracker.Web.Api;

/// <summary>A section as the read API shows it; <paramref name="Text"/> has the errata applied, positions are those of the text as received.</summary>
public sealed record SectionView(
    string Key, SectionLevel Level, int Number, string Heading, string? Parent, int Ordinal, int Start, int Length, string Text, bool Repaired);

internal static class ReadApi
{
    public static void UseContractNames(this JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
    }

    public static void MapReadApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1");
        // What ends in _zh is Chinese whatever the visitor's language.
        api.AddEndpointFilter((context, next) =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
            return next(context);
        });
        api.MapTargets();
        api.MapFigures();
        api.MapGet("/decisions", async (Decisions decisions, CancellationToken cancellation) =>
            (await decisions.All(cancellation)).Select(d => DecisionShape.Of(d.Decision)))
            .Asks(Actions.ReadText).Answers<DecisionShape[]>("The documents: code, title, date, body.");
        api.MapGet("/decisions/{id}/sections", async ([Description("The code of the decision.")] string id, Decisions decisions, CancellationToken cancellation) =>
            await decisions.Find(id, cancellation) is { } decision
                ? Results.Ok(decision.Sections.Select(s => new SectionView(
                    s.Key, s.Level, s.Number, s.Heading, s.ParentKey, s.Ordinal, s.Start, s.Length,
                    decision.Text.Shown(s.Start, s.Length), decision.Text.IsRepaired(s.Start, s.Length))))
                : Results.NotFound())
            .Asks(Actions.ReadText).Answers<SectionView[]>("Its parts, items and paragraphs with their text after errata; positions count characters of the text as received.", mayBeUnknown: true);
    }
}
