using System.Text.RegularExpressions;
using Gezhi.Tests.Shared;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Open311;

/// <summary>Every kind of answer in both forms, against files; ids, times and the host are masked in both.</summary>
/// <remarks>With the environment variable <c>WRITE_GOLDEN=1</c> the files are written instead: look at the difference before committing it.</remarks>
public sealed partial class GoldenAnswerTests
{
    [Fact]
    public async Task Every_answer_is_written_as_the_golden_file_says()
    {
        var town = await Town.On(Engine.Sqlite);
        using var platform = await OtherPlatform.In(town);
        using var token = await OtherPlatform.In(town, 6000, "tokens");
        var id = await platform.Send(
            "人行道上的垃圾",
            OtherPlatform.Rubbish,
            ("attribute[fixmystreet_id]", "31337"),
            ("address_string", "德化街")
        );
        town.Clock.Move(TimeSpan.FromMinutes(5));
        await FixMyStreetTests.Decline(platform, id, "这块地归铁路部门");
        var mine = $"?api_key={platform.Key}";
        var window = $"{mine}&service_request_id={id}";
        foreach (var form in new[] { "xml", "json" })
        {
            await Same(await platform.Get($"discovery.{form}"), $"discovery.{form}");
            await Same(await platform.Get($"services/{OtherPlatform.Lamp}.{form}"), $"service-definition.{form}");
            await Same(await platform.Get($"requests/{id}.{form}{mine}&extensions=true"), $"request-own.{form}");
            await Same(await platform.Get($"requests/{id}.{form}"), $"request-world.{form}");
            await Same(await platform.Get($"requests.{form}?service_request_id=none"), $"requests-empty.{form}");
            await Same(await platform.Get($"servicerequestupdates.{form}{window}"), $"updates.{form}");
            await Same(await platform.Post($"requests.{form}", OtherPlatform.Report($"垃圾 {form}")), $"post.{form}");
            var answer = await token.Post($"requests.{form}", OtherPlatform.Report($"沙发 {form}"));
            await Same(answer, $"post-token.{form}");
            await Same(await token.Get($"tokens/{Token().Match(answer.Text).Value}.{form}"), $"token.{form}");
            await Same(
                await platform.Post($"servicerequestupdates.{form}", [new("service_request_id", id), new("description", $"还在 {form}")]),
                $"post-update.{form}"
            );
            await Same(await platform.Get($"services/none.{form}"), $"error-404.{form}");
            await Same(await platform.Post($"requests.{form}", OtherPlatform.Report("x"), hasKey: false), $"error-403.{form}");
            await Same(
                await platform.Post($"requests.{form}", OtherPlatform.Report("x", OtherPlatform.Lamp, ("attribute[fault]", "y"))),
                $"error-400.{form}"
            );
        }
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("json")]
    public async Task A_service_in_the_list_is_written_as_the_golden_file_says(string form)
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));
        var text = (await platform.Get($"services.{form}")).Text;
        var at = text.IndexOf(OtherPlatform.Manhole, StringComparison.Ordinal);
        var (start, end) = form == "xml" ? ("<service>", "</service>") : ("{", "}");
        var from = text.LastIndexOf(start, at, StringComparison.Ordinal);

        await Same(text[from..(text.IndexOf(end, at, StringComparison.Ordinal) + end.Length)], $"service.{form}");
    }

    private static Task Same(Heard heard, string name) => Same($"{heard.Status} {heard.Type}\n{heard.Text}", name);

    private static async Task Same(string heard, string name)
    {
        var path = Path.Combine(Repository.Root, "tests", "Integration", "Open311", "Golden", name + ".txt");
        var masked = Time().Replace(Id().Replace(Host().Replace(heard, "https://host"), "ID"), "TIME").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("WRITE_GOLDEN") == "1")
            await File.WriteAllTextAsync(path, masked);
        (await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n").ShouldBe(masked, name);
    }

    [GeneratedRegex("t-[0-9a-f]{32}", RegexOptions.None, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("[0-9a-f]{32}", RegexOptions.None, 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"2026-0[3-9]-\d\dT[\d:]{8}Z", RegexOptions.None, 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.None, 1000)]
    private static partial Regex Host();
}
