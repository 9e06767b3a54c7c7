using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gezhi.Platform.Protection;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Tests.Integration.Resident;

/// <summary>Signs residents in by phone and code.</summary>
internal static class PhoneOwner
{
    public static async Task SignIn(Town town, Handset handset, string phone)
    {
        (await handset.Client.PostAsJsonAsync("/api/resident-session/code", new { phone })).EnsureSuccessStatusCode();
        var code = await CodeFor(town, phone);
        handset.Keep(
            (
                await handset.Client.PostAsJsonAsync(
                    "/api/resident-session",
                    new
                    {
                        phone,
                        code,
                        agreedTo = 1,
                        agreedBy = "Self",
                    }
                )
            ).EnsureSuccessStatusCode()
        );
    }

    /// <summary>The code of the last message to a phone.</summary>
    public static async Task<string> CodeFor(Town town, string phone)
    {
        var file = Path.Combine(town.Services.GetRequiredService<StorageRoot>().Path, "messages.jsonl");
        var sent = (await File.ReadAllLinesAsync(file))
            .Select(line => JsonNode.Parse(line)!)
            .Last(m => m.ToJsonString().Contains(phone, StringComparison.Ordinal));
        var text = string.Join(' ', sent.AsObject().Select(p => p.Value?.ToString()));
        return Regex.Match(text, "验证码 (?<code>[0-9]{6})", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["code"].Value;
    }
}
