using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.House;

/// <summary>One photo goes round in a neighbours' chat group and everybody sends it.</summary>
public sealed class SamePhotoTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Twenty_people_sending_the_same_photo_at_once_all_get_a_receipt_and_the_file_is_kept_once(Engine engine)
    {
        var town = await Town.On(engine);
        var photo = Fresh();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(person => Report(town, photo, person)));

        answers.Select(a => a.Status).ShouldAllBe(status => status == HttpStatusCode.Created);
        answers.Select(a => a.ReceiptNo).Distinct().Count().ShouldBe(20);
        var hash = Convert.ToHexStringLower(SHA256.HashData(photo));
        (await town.With((_, db) => db.Set<StoredFile>().CountAsync(f => f.Hash == hash))).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Cases_handed_in_at_once_with_the_same_new_photo_are_all_handed_in(Engine engine)
    {
        var town = await Town.On(engine);
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        var cases = new List<JsonNode>();
        for (var i = 0; i < 8; i++)
        {
            cases.Add(await town.Dispatched($"井盖一起修的第 {i} 个"));
            await zhaoGong.Do($"/api/cases/{cases[i]["caseId"]}/acceptance");
        }
        var photo = Fresh();

        var answers = await Task.WhenAll(
            cases.Select(c =>
                zhaoGong.Ask($"/api/cases/{c["caseId"]}/hand-in", Form.With(("result", "井盖已全部加固")).Photo("files", photo))
            )
        );

        answers.Select(a => a.StatusCode).ShouldAllBe(status => status == HttpStatusCode.OK);
        var hash = Convert.ToHexStringLower(SHA256.HashData(photo));
        (await town.With((_, db) => db.Set<StoredFile>().CountAsync(f => f.Hash == hash))).ShouldBe(1);
    }

    private static async Task<(HttpStatusCode Status, string ReceiptNo)> Report(Town town, byte[] photo, int person)
    {
        using var neighbour = town.Anybody();
        var answer = await neighbour.Ask(
            "/api/reports",
            Form.With(("text", $"楼下井盖松动 {person}"), ("lon", "113.6595"), ("lat", "34.7521")).Photo("files", photo)
        );
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, answer.IsSuccessStatusCode ? JsonNode.Parse(text)!["receiptNo"]!.GetValue<string>() : text);
    }

    /// <summary>The small photo with a comment of its own after its first marker.</summary>
    internal static byte[] Fresh() =>
        [
            .. Photos.Small[..2],
            0xFF,
            0xFE,
            0x00,
            0x0A,
            .. RandomNumberGenerator.GetBytes(8).Select(b => (byte)(b & 0x7F)),
            .. Photos.Small[2..],
        ];
}
