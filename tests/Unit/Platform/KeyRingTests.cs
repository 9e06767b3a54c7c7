using System.Security.Cryptography;
using System.Text;
using Gezhi.Platform.Protection;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Platform;

/// <summary>Fields sealed under several keys: what opens, what does not, what is found.</summary>
public sealed class KeyRingTests : IDisposable
{
    private const int District = 410103;
    private const string Field = "registry.person.phone";
    private readonly string root = Directory.CreateTempSubdirectory("gezhi-ring-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void What_was_sealed_before_the_turn_still_opens_and_what_comes_after_carries_the_new_number()
    {
        var cipher = Ring();
        var before = cipher.Seal(District, Field, "15405775001")!;
        before[..2].ShouldBe([2, 1]);

        cipher.Ring.AddFile().Number.ShouldBe((byte)2);
        var after = cipher.Seal(District, Field, "15405775001")!;

        after[..2].ShouldBe([2, 2]);
        cipher.Open(District, Field, before).ShouldBe("15405775001");
        cipher.Open(District, Field, after).ShouldBe("15405775001");
        cipher.Ring.Keys.Select(k => (int)k.Number).ShouldBe([2, 1]);
    }

    [Fact]
    public void Many_threads_seal_and_open_under_two_keys_at_once()
    {
        var cipher = Ring();
        var old = cipher.Seal(District, Field, "15405775001")!;
        cipher.Ring.AddFile();

        Parallel.For(
            0,
            2_000,
            i =>
            {
                var said = $"154057{i:D5}";
                var made = cipher.Seal(District, Field, said)!;
                cipher.Open(District, Field, old).ShouldBe("15405775001");
                cipher.Open(District, Field, made).ShouldBe(said);
                made[^1] ^= 1;
                Should.Throw<CryptographicException>(() => cipher.Open(District, Field, made));
            }
        );
    }

    [Fact]
    public void A_withdrawn_key_opens_nothing_and_the_others_go_on()
    {
        var cipher = Ring();
        var before = cipher.Seal(District, Field, "15405775001")!;
        cipher.Ring.AddFile();
        var after = cipher.Seal(District, Field, "15405775001")!;

        File.Delete(Path.Combine(root, "keys", "field.key"));
        var next = Ring();

        next.Open(District, Field, after).ShouldBe("15405775001");
        Should.Throw<CryptographicException>(() => next.Open(District, Field, before)).Message.ShouldContain("key 1");
    }

    [Fact]
    public void A_value_is_looked_for_under_every_key_and_kept_under_the_current_one()
    {
        var cipher = Ring();
        var before = cipher.Index(District, Field, "15405775001")!;
        cipher.Ring.AddFile();

        var kept = cipher.Index(District, Field, "15405775001")!;
        var sought = cipher.Indexes(District, Field, "15405775001");

        kept.ShouldNotBe(before);
        sought.Length.ShouldBe(2);
        sought[0].ShouldBe(kept);
        sought[1].ShouldBe(before);
        cipher.Indexes(District, Field, null).ShouldBeEmpty();
    }

    [Fact]
    public void Marks_stay_the_same_through_turns_and_after_the_first_key_is_gone()
    {
        var cipher = Ring();
        var mark = cipher.Mark(District, "platform.stopped", "15405775001");
        mark.ShouldBe(cipher.Index(District, "platform.stopped", "15405775001"), "what was kept before keys had numbers is known again");
        cipher.Ring.AddFile();
        cipher.Mark(District, "platform.stopped", "15405775001").ShouldBe(mark);

        File.Delete(Path.Combine(root, "keys", "field.key"));
        Ring().Mark(District, "platform.stopped", "15405775001").ShouldBe(mark);

        File.Delete(Path.Combine(root, "keys", "marks.key"));
        Should.Throw<InvalidOperationException>(Ring).Message.ShouldContain("marks.key");
    }

    [Fact]
    public void A_changed_byte_anywhere_a_moved_value_and_a_changed_key_number_do_not_open()
    {
        var cipher = Ring();
        cipher.Ring.AddFile();
        var whole = cipher.Seal(District, Field, "15405775001")!;
        for (var i = 0; i < whole.Length; i++)
        {
            var altered = (byte[])whole.Clone();
            altered[i] ^= 1;
            Should.Throw<CryptographicException>(() => cipher.Open(District, Field, altered), $"byte {i}");
        }
        Should.Throw<CryptographicException>(() => cipher.Open(District, "registry.person.name", whole));
        Should.Throw<CryptographicException>(() => cipher.Open(District + 1, Field, whole));
        Should.Throw<CryptographicException>(() => cipher.Open(District, Field, whole[..20]));
        Should.Throw<CryptographicException>(() => cipher.Open(District, Field, []));
    }

    [Fact]
    public void Fields_of_before_keys_had_numbers_open_with_the_first_key()
    {
        var cipher = Ring();
        var master = File.ReadAllBytes(Path.Combine(root, "keys", "field.key"));
        var old = Version1(master, "15405775001");

        cipher.Open(District, Field, old).ShouldBe("15405775001");
        old[^1] ^= 1;
        Should.Throw<CryptographicException>(() => cipher.Open(District, Field, old));
    }

    [Fact]
    public void Settings_win_over_files_and_a_wrong_one_stops_the_start()
    {
        var (one, two) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
        var cipher = Ring(("Protection:FieldKey", Convert.ToBase64String(one)), ("Protection:FieldKeys:7", Convert.ToBase64String(two)));
        cipher.Ring.Current.Number.ShouldBe((byte)7);
        File.Exists(Path.Combine(root, "keys", "field.key")).ShouldBeFalse();
        var first = Ring(
            ("Protection:FieldKey", Convert.ToBase64String(one)),
            ("Protection:FieldKeys:7", Convert.ToBase64String(two)),
            ("Protection:CurrentFieldKey", "1")
        );
        first.Ring.Current.Number.ShouldBe((byte)1);
        first.Open(District, Field, cipher.Seal(District, Field, "丁一")).ShouldBe("丁一");

        Should.Throw<InvalidOperationException>(() => Ring(("Protection:FieldKeys:0", Convert.ToBase64String(two))));
        Should.Throw<InvalidOperationException>(() => Ring(("Protection:FieldKeys:300", Convert.ToBase64String(two))));
        Should.Throw<InvalidOperationException>(() => Ring(("Protection:FieldKeys:2", Convert.ToBase64String(new byte[16]))));
        Should.Throw<InvalidOperationException>(() =>
            Ring(("Protection:FieldKey", Convert.ToBase64String(one)), ("Protection:CurrentFieldKey", "9"))
        );
    }

    private FieldCipher Ring(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Storage:Root", root), .. settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))])
            .Build();
        return new FieldCipher(configuration, new StorageRoot(configuration));
    }

    private FieldCipher Ring() => Ring([]);

    /// <summary>As written before: version, nonce, ciphertext, tag, bound to district and field.</summary>
    private static byte[] Version1(byte[] master, string plain)
    {
        var key = HKDF.Expand(HashAlgorithmName.SHA256, master, 32, "gezhi field"u8.ToArray());
        var text = Encoding.UTF8.GetBytes(plain);
        var (nonce, content, tag) = (RandomNumberGenerator.GetBytes(12), new byte[text.Length], new byte[16]);
        using var aes = new AesGcm(key, 16);
        byte[] bound = [0, 6, 65, 247, .. Encoding.UTF8.GetBytes(Field)];
        aes.Encrypt(nonce, text, content, tag, bound);
        return [1, .. nonce, .. content, .. tag];
    }
}
