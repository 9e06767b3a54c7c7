using System.Globalization;
using System.Net;
using Gezhi.Platform.Protection;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>Secrets that containers give as files, and the address to which weaknesses are told.</summary>
public sealed class SecretFileTests
{
    [Fact]
    public async Task Each_file_of_the_folder_is_a_setting_and_the_contact_for_weaknesses_is_told_to_everybody()
    {
        var folder = Directory.CreateTempSubdirectory("secrets-").FullName;
        var key = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        await File.WriteAllTextAsync(Path.Combine(folder, "Protection__FieldKeys__9"), key);
        await File.WriteAllTextAsync(Path.Combine(folder, "Security__Contact"), "mailto:safety@gezhi.example tel:+86-371-0000");
        await using var town = await Town.Start(
            Engine.Sqlite,
            $"--Secrets:Folder={folder}",
            "--Security:Policy=https://gezhi.example/security"
        );

        town.Services.GetRequiredService<KeyRing>().Current.Number.ShouldBe((byte)9, "the key of the file seals");
        using var stranger = town.Anybody();
        var answer = await stranger.GetAsync(new Uri("/.well-known/security.txt", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldContain("Contact: mailto:safety@gezhi.example");
        lines.ShouldContain("Contact: tel:+86-371-0000");
        lines.ShouldContain("Policy: https://gezhi.example/security");
        var ends = DateTime.Parse(
            lines.Single(l => l.StartsWith("Expires: ", StringComparison.Ordinal))[9..],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal
        );
        ends.ShouldBeInRange(town.Clock.GetUtcNow().UtcDateTime.AddDays(30), town.Clock.GetUtcNow().UtcDateTime.AddDays(365));
        var told = string.Join('\n', lines);
        told.ShouldNotContain(key);
        (await stranger.GetStringAsync(new Uri("/health", UriKind.Relative))).ShouldNotContain(key);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_stops_the_start_and_without_contact_there_is_no_page()
    {
        await Should.ThrowAsync<DirectoryNotFoundException>(() => Town.Start(Engine.Sqlite, "--Secrets:Folder=/nowhere/at/all"));
        var town = await Town.On(Engine.Sqlite);
        using var stranger = town.Anybody();
        (await stranger.GetAsync(new Uri("/.well-known/security.txt", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
