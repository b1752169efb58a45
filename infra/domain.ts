import type { Domain } from "./settings.ts";
import { domain, EDGE_REGION } from "./stage.ts";

/** The certificate for the domain and all regencies in it; undefined: CloudFront's own. */
function certificateOf(of: Domain): $util.Input<string> {
  if (of.certificate !== null) return of.certificate;
  // In CloudFront's region, whatever region the rest is in.
  const region = EDGE_REGION;
  const made = new aws.acm.Certificate("Certificate", {
    region,
    domainName: of.apex,
    subjectAlternativeNames: [`*.${of.apex}`],
    validationMethod: "DNS",
  });
  // Apex and wildcard are proven by the same record.
  const proof = made.domainValidationOptions.apply(([first]) => {
    if (first === undefined) throw new Error("The certificate names no record that would prove it");
    return first;
  });
  const record = new aws.route53.Record("CertificateProof", {
    zoneId: of.zone ?? "",
    name: proof.resourceRecordName,
    type: proof.resourceRecordType,
    records: [proof.resourceRecordValue],
    ttl: 300,
    allowOverwrite: true,
  });
  return new aws.acm.CertificateValidation("CertificateProven", {
    region,
    certificateArn: made.arn,
    validationRecordFqdns: [record.fqdn],
  }).certificateArn;
}

/** How visitors' browsers are shown who we are. */
export const viewerCertificate: aws.types.input.cloudfront.DistributionViewerCertificate =
  domain === null
    ? { cloudfrontDefaultCertificate: true }
    : {
        acmCertificateArn: certificateOf(domain),
        sslSupportMethod: "sni-only",
        minimumProtocolVersion: "TLSv1.2_2021",
      };

/** Records that lead a host to a distribution; none where the records are kept elsewhere. */
export function leadTo(name: string, host: string, to: aws.cloudfront.Distribution): void {
  const zoneId = domain?.zone ?? null;
  if (zoneId === null) return;
  for (const type of ["A", "AAAA"] as const) {
    new aws.route53.Record(`${name}${type}`, {
      zoneId,
      name: host,
      type,
      aliases: [{ name: to.domainName, zoneId: to.hostedZoneId, evaluateTargetHealth: false }],
    });
  }
}
