using Gezhi.Platform.Files;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Rating;

/// <summary>What a picture looks like, on pictures made of waves.</summary>
public sealed class FingerprintTests
{
    [Fact]
    public void A_brighter_and_noisier_copy_looks_the_same_and_another_picture_does_not()
    {
        var street = Fingerprint.Of(Waves(1));
        var copy = Fingerprint.Of([.. Waves(1).Select((b, i) => (byte)Math.Clamp((b * 0.9) + 14 + (i * 7919 % 5), 0, 255))]);
        var other = Fingerprint.Of(Waves(2));

        Fingerprint.Distance((long)street[0], (long)copy[0]).ShouldBeLessThanOrEqualTo(3);
        Fingerprint.Distance((long)street[0], (long)other[0]).ShouldBeGreaterThan(Fingerprint.Near + 5);
    }

    [Fact]
    public void A_flat_picture_has_no_print() => Fingerprint.Of([.. Enumerable.Repeat((byte)200, 4096)]).ShouldBeEmpty();

    /// <summary>Why 17 values in four bands find everything up to seven bits.</summary>
    [Fact]
    public void Prints_that_differ_in_seven_bits_always_share_a_band_up_to_one_bit()
    {
        var dice = new Random(7);
        for (var round = 0; round < 5000; round++)
        {
            var bits = (ulong)dice.NextInt64(long.MinValue, long.MaxValue);
            var other = bits;
            foreach (var bit in Enumerable.Range(0, 64).OrderBy(_ => dice.Next()).Take(Fingerprint.Near))
                other ^= 1UL << bit;

            Enumerable
                .Range(0, 4)
                .Any(no => Fingerprint.Around(Fingerprint.Band(bits, no)).Contains(Fingerprint.Band(other, no)))
                .ShouldBeTrue();
        }
    }

    [Fact]
    public void Bands_are_the_bits_from_the_highest_down()
    {
        const ulong Bits = 0x1234_5678_9ABC_DEF0;

        Enumerable.Range(0, 4).Select(no => Fingerprint.Band(Bits, no)).ShouldBe([0x1234, 0x5678, 0x9ABC, 0xDEF0]);
    }

    private static byte[] Waves(int seed)
    {
        var dice = new Random(seed);
        var waves = Enumerable.Range(0, 12).Select(_ => (dice.Next(0, 7), dice.Next(0, 7), dice.NextDouble() * 6)).ToList();
        return
        [
            .. Enumerable
                .Range(0, 4096)
                .Select(i => waves.Sum(w => Math.Cos(((i % 64 * w.Item1) + (i / 64 * w.Item2)) * Math.PI / 64 + w.Item3)))
                .Select(v => (byte)Math.Clamp(128 + (v * 22), 0, 255)),
        ];
    }
}
