using System.Net;
using System.Security.Cryptography;
using Gezhi.Field.Blobs;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>Devices and what they upload: enrolled, revoked, resumed, refused.</summary>
public sealed class DeviceTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_lost_device_is_told_to_delete_everything_at_its_next_contact(Engine engine)
    {
        var town = await Town.On(engine);
        using var phone = await Pocket.Of(town, "wangge0005");
        using var atHome = await town.As(Role.GridWorker, "wangge0005");
        await phone.Sync();

        var page = await atHome.See("/field/devices");
        page.Text("main").ShouldContain("Pixel 5 · Chromium");
        var after = await atHome.Submit(page, "form#devices", ("DeviceId", phone.Id.ToString()));

        after.Status.ShouldBe(HttpStatusCode.OK);
        after.Text("main").ShouldContain("下次联网时清除");
        (await phone.Person.Refused("/api/field/sync", new { })).ShouldBe((410, "device.wiped"));
        (await phone.Person.Refused("/api/field/entries", new { entries = Array.Empty<object>() })).ShouldBe((410, "device.wiped"));
        (await phone.Person.Refused("/api/field/devices", new { id = phone.Id, name = "again" })).ShouldBe((410, "device.wiped"));
        (await atHome.See("/field/devices")).Text("main").ShouldContain("已清除");
        using var admin = await town.As(Role.SystemAdmin, "xitong01");
        (await admin.See("/admin/devices")).Text("main").ShouldContain("杨文静");
        (await atHome.See("/admin/devices")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_device_belongs_to_one_person_and_says_so_with_every_call(Engine engine)
    {
        var town = await Town.On(engine);
        using var phone = await Pocket.Of(town, "wangge0001");
        using var other = await town.As(Role.GridWorker, "wangge0002");

        (await other.Refused("/api/field/sync", new { })).ShouldBe((409, "device.unknown"));
        (await other.Refused("/api/field/devices", new { id = phone.Id, name = "x" })).ShouldBe((409, "device.other-person"));
        other.DefaultRequestHeaders.Add("Gezhi-Device", phone.Id.ToString());
        (await other.Refused("/api/field/sync", new { })).ShouldBe((409, "device.unknown"));
        var again = await phone.Person.Do("/api/field/devices", new { id = phone.Id, name = "Pixel 5" });
        (again["lockMinutes"]!.GetValue<int>(), again["keepHours"]!.GetValue<int>()).ShouldBe((30, 16));
        using var resident = town.Anybody();
        (await resident.Refused("/api/field/sync", new { })).Status.ShouldBe(401);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_upload_goes_on_where_it_was_broken_off_and_a_changed_photo_is_begun_again(Engine engine)
    {
        var town = await Town.On(engine);
        using var phone = await Pocket.Of(town, "wangge0001");
        using var other = await Pocket.Of(town, "wangge0002");
        var photo = RandomNumberGenerator.GetBytes(1000);
        var hash = Pocket.HashOf(photo);

        await Have(phone, hash, 0, false);
        (await phone.Put(hash, 0, 1000, photo[..400])).StatusCode.ShouldBe(HttpStatusCode.OK);
        var wrong = await phone.Put(hash, 300, 1000, photo[300..700]);
        wrong.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await wrong.Content.ReadAsStringAsync()).ShouldBe("""{"have":400,"whole":false}""");
        (await phone.Put(hash, 400, 1000, [.. photo[400..], 1])).StatusCode.ShouldBe(HttpStatusCode.Conflict, "longer than said");
        await Have(other, hash, 0, false); // nobody else's
        (await phone.Put(hash, 400, 1000, photo[400..])).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Have(phone, hash, 1000, true);
        await Have(other, hash, 0, false);

        var changed = Pocket.HashOf([1, 2, 3]);
        var refused = await phone.Put(changed, 0, 3, [1, 2, 4]);
        ((int)refused.StatusCode, (await refused.Content.ReadAsStringAsync()).Contains("blob.wrong-hash")).ShouldBe((422, true));
        await Have(phone, changed, 0, false);
        (await phone.Put("nonsense", 0, 3, [1, 2, 3])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await phone.Put(changed, 0, PartialFiles.Largest + 1, [1])).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task What_nobody_finishes_is_gone_after_a_week()
    {
        var town = await Town.On(Engine.Sqlite);
        using var phone = await Pocket.Of(town, "wangge0001");
        var hash = Pocket.HashOf([7, 7]);
        await phone.Put(hash, 0, 2, [7]);
        var files = town.Services.GetRequiredService<PartialFiles>();
        var now = town.Clock.GetUtcNow().UtcDateTime;

        files.DeleteOld(now.AddDays(6));
        await Have(phone, hash, 1, false);
        files.DeleteOld(now.AddDays(8)).ShouldBeGreaterThan(0);
        await Have(phone, hash, 0, false);
    }

    private static async Task Have(Pocket phone, string hash, int have, bool whole)
    {
        var told = await phone.Person.Do($"/api/field/blobs/{hash}", method: HttpMethod.Get);
        (told["have"]!.GetValue<int>(), told["whole"]!.GetValue<bool>()).ShouldBe((have, whole));
    }
}
