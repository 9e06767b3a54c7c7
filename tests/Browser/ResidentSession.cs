using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;

namespace Gezhi.Tests.Browser;

/// <summary>A resident signs in with the code that was sent to the phone.</summary>
internal static class ResidentSession
{
    /// <param name="folder">Storage of the product: what it sends lies there.</param>
    public static async Task SignInByPhone(this IPage page, Uri address, string folder, string phone)
    {
        var session = new Uri(address, "/api/resident-session").ToString();
        (await page.APIRequest.PostAsync(session + "/code", new() { DataObject = new { phone } })).Status.ShouldBe(204);
        var sent = (await File.ReadAllLinesAsync(Path.Combine(folder, "messages.jsonl"))).Last(l =>
            l.Contains(phone, StringComparison.Ordinal)
        );
        var code = Regex.Match(Regex.Unescape(sent), "验证码 ([0-9]{6})").Groups[1].Value;
        var answer = await page.APIRequest.PostAsync(
            session,
            new()
            {
                DataObject = new
                {
                    phone,
                    code,
                    agreedTo = 1,
                    agreedBy = "Self",
                },
            }
        );
        answer.Status.ShouldBe(204);
    }
}
