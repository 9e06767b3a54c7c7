using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gezhi.Field.Devices;
using Gezhi.Field.Entries;
using Gezhi.Platform.Protection;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Field;

/// <summary>What a receipt says and by which key.</summary>
public sealed class ReceiptTests
{
    private static readonly JsonNode File = JsonNode.Parse(
        System.IO.File.ReadAllText(Path.Combine(Repository.Root, "tests", "Unit", "Field", "entry-vectors.json"))
    )!;

    [Fact]
    public void The_fixed_sums_of_entries_come_out()
    {
        foreach (var vector in File["entries"]!.AsArray())
        {
            var data = vector!["data"]?.GetValue<string>();
            var sent = JsonSerializer.Deserialize<SentEntry>(
                $$"""
                {"id":"{{vector["id"]}}","kind":"{{vector["kind"]}}","caseId":{{vector["caseId"]?.ToJsonString() ?? "null"}},
                "madeAt":"{{vector["madeAt"]}}","blobs":{{vector["blobs"]!.ToJsonString()}}{{(data is null ? "" : $",\"data\":{data}")}} }
                """,
                JsonSerializerOptions.Web
            )!;

            sent.IsReadable.ShouldBeTrue();
            sent.Hash.ShouldBe(vector["hash"]!.GetValue<string>());
        }
    }

    [Fact]
    public void A_receipt_signs_the_text_of_the_file()
    {
        var receipt = File["receipt"]!;
        var at = DateTime.Parse(receipt["at"]!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

        EntryText
            .Receipt(receipt["entry"]!.GetValue<Guid>(), at, receipt["hash"]!.GetValue<string>())
            .ShouldBe(receipt["text"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("2026-03-05T06:26:00")]
    [InlineData("yesterday")]
    [InlineData("")]
    public void A_time_that_could_mean_any_zone_is_not_read(string madeAt) =>
        new SentEntry(Guid.CreateVersion7(DateTimeOffset.UnixEpoch), "depart", MadeAt: madeAt).IsReadable.ShouldBeFalse();

    [Fact]
    public void The_key_survives_a_restart_and_a_signature_holds_for_its_text_only()
    {
        var folder = Directory.CreateTempSubdirectory("gezhi-receipt-").FullName;
        string signature;
        using (var before = Key(folder))
            signature = before.Sign("格治");
        using var after = Key(folder);
        using var device = ECDsa.Create();
        device.ImportSubjectPublicKeyInfo(Convert.FromBase64String(after.PublicKey), out _);

        Verify(device, "格治", signature).ShouldBeTrue();
        Verify(device, "格致", signature).ShouldBeFalse();
        using var another = Key(Directory.CreateTempSubdirectory("gezhi-receipt-").FullName);
        another.PublicKey.ShouldNotBe(after.PublicKey);
        Directory.Delete(folder, recursive: true);
    }

    private static bool Verify(ECDsa key, string text, string signature) =>
        key.VerifyData(Encoding.UTF8.GetBytes(text), Convert.FromBase64String(signature), HashAlgorithmName.SHA256);

    private static ReceiptKey Key(string folder)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Root", folder)]).Build();
        return new ReceiptKey(configuration, new StorageRoot(configuration));
    }
}
