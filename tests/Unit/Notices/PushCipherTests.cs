using System.Buffers.Text;
using System.Security.Cryptography;
using Gezhi.Identity.Notices;
using Gezhi.Platform.Notify;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Notices;

/// <summary>Notifications of browsers are written as the standard says: against its own example (RFC 8291, appendix A).</summary>
public sealed class PushCipherTests
{
    private const string BrowserKey = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string OurPoint = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private const string OurScalar = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private const string Secret = "BTBZMqHH6r4Tts7J_aSIgg";
    private const string Salt = "DGv6ra1nlYgDCS1FRnbzlw";

    private const string Body =
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    private static PushSubscription Browser =>
        new("https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV", Bytes(BrowserKey), Bytes(Secret));

    [Fact]
    public void The_example_of_the_standard_comes_out_byte_by_byte()
    {
        using var ours = ECDiffieHellman.Create(Ours());

        var body = PushCipher.Seal(Browser, "When I grow up, I want to be a watermelon"u8, ours, Bytes(Salt));

        Base64Url.EncodeToString(body).ShouldBe(Body);
    }

    [Fact]
    public void Two_messages_share_neither_salt_nor_key_and_the_longest_fits_into_what_every_service_takes()
    {
        var (one, two) = (PushCipher.Seal(Browser, "一"u8), PushCipher.Seal(Browser, "一"u8));

        one.AsSpan(0, 16).SequenceEqual(two.AsSpan(0, 16)).ShouldBeFalse();
        one.AsSpan(21, 65).SequenceEqual(two.AsSpan(21, 65)).ShouldBeFalse();
        PushCipher.Seal(Browser, new byte[PushCipher.Longest]).Length.ShouldBe(4096);
        Should.Throw<ArgumentOutOfRangeException>(() => PushCipher.Seal(Browser, new byte[PushCipher.Longest + 1]));
    }

    [Fact]
    public void Keys_that_are_none_are_refused_before_anything_is_kept()
    {
        var offTheCurve = Bytes(BrowserKey);
        offTheCurve[64] ^= 1;

        PushCipher.AreKeys(Bytes(BrowserKey), Bytes(Secret)).ShouldBeTrue();
        PushCipher.AreKeys(offTheCurve, Bytes(Secret)).ShouldBeFalse();
        PushCipher.AreKeys(Bytes(BrowserKey)[..64], Bytes(Secret)).ShouldBeFalse();
        PushCipher.AreKeys(Bytes(BrowserKey), Bytes(Secret)[..15]).ShouldBeFalse();
        PushCipher.AreKeys([], []).ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://push.example.net/x", "Production", true)]
    [InlineData("http://push.example.net/x", "Production", false)]
    [InlineData("http://127.0.0.1:4000/x", "Production", false)]
    [InlineData("http://127.0.0.1:4000/x", "Development", true)]
    [InlineData("http://push.example.net/x", "Development", false)]
    public void Without_encryption_nothing_but_this_machine_is_called_and_never_in_production(
        string address,
        string environment,
        bool isCalled
    ) => PushCarrier.MayCall(new Uri(address), new Place(environment)).ShouldBe(isCalled);

    private static ECParameters Ours()
    {
        var ours = PushCipher.Point(Bytes(OurPoint));
        ours.D = Bytes(OurScalar);
        return ours;
    }

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);

    private sealed class Place(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "";
        public string ContentRootPath { get; set; } = "";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
