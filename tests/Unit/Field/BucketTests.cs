using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gezhi.Field.Syncing;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Field;

/// <summary>The sums by which device and server compare what they hold; the device checks itself against the same file.</summary>
public sealed class BucketTests
{
    private static readonly JsonNode File = JsonNode.Parse(
        System.IO.File.ReadAllText(Path.Combine(Repository.Root, "tests", "Unit", "Field", "bucket-vectors.json"))
    )!;

    public static TheoryData<string> Names => [.. File["cases"]!.AsArray().Select(c => c!["name"]!.GetValue<string>())];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_fixed_sums_come_out(string name)
    {
        var vector = File["cases"]!.AsArray().Single(c => c!["name"]!.GetValue<string>() == name)!;
        var items = Items(vector);

        foreach (var item in vector["items"]!.AsArray())
            Buckets.Of(item!["kind"]!.GetValue<string>(), item["id"]!.GetValue<string>()).ShouldBe(item["bucket"]!.GetValue<int>());
        var hashes = Buckets.Hashes(items);
        foreach (var (bucket, hash) in vector["buckets"]!.AsObject())
            Convert
                .ToHexStringLower(hashes.AsSpan(int.Parse(bucket, CultureInfo.InvariantCulture) * Buckets.Width, Buckets.Width))
                .ShouldBe(hash!.GetValue<string>());
        Buckets.State(hashes).ShouldBe(vector["state"]!.GetValue<string>());
    }

    [Fact]
    public void The_order_in_which_items_came_does_not_matter()
    {
        var items = Items(File["cases"]!.AsArray().Last()!);
        items.Count.ShouldBe(600);

        Buckets.Hashes(items.AsEnumerable().Reverse()).ShouldBe(Buckets.Hashes(items));
    }

    [Fact]
    public void One_changed_item_changes_its_bucket_and_no_other()
    {
        var items = Items(File["cases"]!.AsArray().Last()!);
        var before = Buckets.Hashes(items);

        foreach (var at in (int[])[0, 299, 599])
        {
            var changed = items.ToList();
            changed[at] = changed[at] with { V = "later" };
            Buckets.Differing(before, Buckets.Hashes(changed)).ShouldBe([Buckets.Of(items[at].Kind, items[at].Id)]);
            changed.RemoveAt(at);
            Buckets.Differing(before, Buckets.Hashes(changed)).ShouldBe([Buckets.Of(items[at].Kind, items[at].Id)]);
        }
    }

    private static List<Mark> Items(JsonNode vector) =>
        vector["build"] is { } build
            ?
            [
                .. Enumerable
                    .Range(0, build["count"]!.GetValue<int>())
                    .Select(n => new Mark("task", $"019cbd6e-7a40-7000-8000-{n:x12}", $"1.{n % 5}H")),
            ]
            : vector["items"].Deserialize<List<Mark>>(JsonSerializerOptions.Web)!;
}
