using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BazhongTracker.Integration.Tests.Circuits;

/// <summary>What a page that was drawn on the server says to the script that wakes it.</summary>
internal static partial class DrawnPage
{
    /// <returns>What is to be woken, as the server wants it asked for, and the state that goes with it.</returns>
    public static (string Operations, string State) Read(string page)
    {
        var operations = new JsonArray();
        foreach (Match marker in Marker().Matches(page))
        {
            var one = JsonNode.Parse(WebUtility.HtmlDecode(marker.Groups["json"].Value))!;
            if (one["descriptor"] is not null && (string?)one["type"] == "server")
            {
                operations.Add(new JsonObject { ["type"] = "add", ["ssrComponentId"] = operations.Count + 1, ["marker"] = one });
            }
        }

        return (new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(), State().Match(page).Groups["state"].Value);
    }

    [GeneratedRegex("<!--Blazor:(?<json>\\{.*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>.*?)-->")]
    private static partial Regex State();
}
