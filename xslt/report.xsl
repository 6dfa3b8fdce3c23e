<?xml version="1.0" encoding="UTF-8"?>
<!-- The report of findings as one page: totals by rule and by file as bars, then each finding with
     its source line. It needs no script and nothing from outside. Its input is made of findings by
     src/teipipe/reports/html.py. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <!-- The words that the page adds, from schemas/reports.json. -->
  <xsl:key name="tp:word" match="word" use="@key"/>

  <!-- From the parts of a report to parts of the page. -->
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="report"/>
  </xsl:template>

  <!-- A length of a bar, and the number that it stands for. -->
  <xsl:template match="bar" as="element()">
    <span class="bar {@severity}" style="inline-size: {@share}%"></span>
  </xsl:template>

  <xsl:template match="change" as="element()">
    <li><code>{@file}: </code><span class="code">{@code}: </span>{.}</li>
  </xsl:template>

  <xsl:template match="file" as="element()">
    <section class="file" aria-labelledby="{@id}">
      <h3 id="{@id}">{@name}</h3>
      <ol>
        <xsl:apply-templates select="finding"/>
      </ol>
    </section>
  </xsl:template>

  <xsl:template match="files | rules" as="element()">
    <xsl:variable name="by" as="xs:string" select="'by-' || row[1]/@kind"/>
    <section aria-labelledby="{$by}">
      <h2 id="{$by}">{key('tp:word', $by)}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{key('tp:word', row[1]/@kind)}</th>
            <th scope="col" class="wide">{key('tp:word', 'total')}</th>
          </tr>
        </thead>
        <tbody>
          <xsl:apply-templates select="row"/>
        </tbody>
      </table>
      <xsl:where-populated><p class="left">{@left}</p></xsl:where-populated>
    </section>
  </xsl:template>

  <xsl:template match="finding" as="element()">
    <li>
      <p>
        <span class="severity {@severity}">{@severity}</span>
        <xsl:text> </xsl:text>
        <span class="code">{@code}</span>
        <xsl:text> {message}</xsl:text>
        <xsl:where-populated><xsl:text> </xsl:text><span class="more">{@more}</span></xsl:where-populated>
      </p>
      <xsl:apply-templates select="source, hint"/>
    </li>
  </xsl:template>

  <xsl:template match="fixed | stale" as="element()">
    <section class="{local-name()}" aria-labelledby="{local-name()}">
      <h2 id="{local-name()}">{key('tp:word', local-name() || '-head')}</h2>
      <ul>
        <xsl:apply-templates select="change"/>
      </ul>
      <xsl:where-populated><p class="left">{@left}</p></xsl:where-populated>
    </section>
  </xsl:template>

  <xsl:template match="hint" as="element()">
    <p class="hint">{.}</p>
  </xsl:template>

  <xsl:template match="report" as="element()">
    <html lang="en">
      <head>
        <meta charset="UTF-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{key('tp:word', 'title')}</title>
        <style>{style}</style>
      </head>
      <body>
        <header>
          <h1>{key('tp:word', 'title')}</h1>
          <p class="summary">{@documents}: {@summary}</p>
        </header>
        <main>
          <xsl:if test="not(file)">
            <p class="clean">{key('tp:word', if (@known) then 'all-known' else 'clean')}</p>
          </xsl:if>
          <xsl:apply-templates select="rules, files, fixed, stale"/>
          <xsl:if test="file">
            <section aria-labelledby="findings">
              <h2 id="findings">{key('tp:word', 'findings')}</h2>
              <xsl:apply-templates select="file"/>
              <xsl:where-populated><p class="left">{@left}</p></xsl:where-populated>
            </section>
          </xsl:if>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="row" as="element()">
    <tr>
      <th scope="row">
        <xsl:choose>
          <xsl:when test="@target"><a href="#{@target}">{@name}</a></xsl:when>
          <xsl:otherwise>{@name}</xsl:otherwise>
        </xsl:choose>
      </th>
      <td>
        <div class="measure">
          <span class="bars" aria-hidden="true"><xsl:apply-templates select="bar"/></span>
          <span class="count">{@count}</span>
        </div>
      </td>
    </tr>
  </xsl:template>

  <!-- The line with its number; what the finding is about is marked. -->
  <xsl:template match="source" as="element()">
    <pre><span class="number">{@line} </span><code>{before}<mark>{at}</mark>{after}</code></pre>
  </xsl:template>

</xsl:stylesheet>
