using Gezhi.Cases.Contract;
using Gezhi.Platform.Text;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Platform;

public sealed class NamedTests
{
    [Theory]
    [InlineData("Hotline", Channel.Hotline)]
    [InlineData("hotline", Channel.Hotline)]
    public void A_single_name_is_read_whatever_its_case(string name, Channel channel) => Named.One<Channel>(name).ShouldBe(channel);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("99")]
    [InlineData("-1")]
    [InlineData("Hotline,Sensor")]
    [InlineData(" Hotline")]
    [InlineData("Nonsense")]
    public void Numbers_lists_and_nonsense_are_no_name(string? name) => Named.One<Channel>(name).ShouldBeNull();
}
